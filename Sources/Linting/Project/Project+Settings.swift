package import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText

extension Project {
  /// What is in force, and what put it there.
  package var settings: SettingsReport {
    SettingsReport(
      configurationPath: configuration?.source.path,
      settings: [
        entry("include", configuration?.include, standard: FileSelection.standardPatterns),
        entry("exclude", configuration?.exclude, standard: []),
        SettingsReport.Entry(
          "fail-on", .string(failOn.value.name), origin: failOn.origin.description,
          standard: .string(Severity.warning.name)),
        entry("rule-directories", ruleFolders, standard: []),
        entry("lrob-nameservers", lrobNameservers, standard: ReadingOptions().lrobNameservers),
      ],
      rules: rules.filter { $0.replacement == nil }.map(\.settings)
        .sorted { $0.level.name < $1.level.name })
  }

  private func entry(
    _ name: String, _ setting: Setting<[String]>?, standard: [String]
  ) -> SettingsReport.Entry {
    let setting = setting ?? Setting(standard)
    return SettingsReport.Entry(
      name, .strings(setting.value), origin: setting.origin.description,
      standard: .strings(standard))
  }
}

extension ConfiguredRule {
  fileprivate var settings: SettingsReport.Rule {
    let standard = file.isEnabled ? RuleLevel.severity(file.severity) : .off
    return SettingsReport.Rule(
      level: SettingsReport.Entry(
        id, .string(level.name), origin: levelOrigin.description, standard: .string(standard.name)),
      params: file.params.map { parameter in
        let setting = params[parameter.name] ?? Setting(parameter.value)
        return SettingsReport.Entry(
          parameter.name, SettingsReport.Value(setting.value),
          origin: setting.origin.description, standard: SettingsReport.Value(parameter.value))
      })
  }
}

extension SettingsReport.Value {
  fileprivate init(_ value: ParameterValue) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .string(value)
    case .strings(let values): self = .strings(values)
    case .quantity(let value): self = .string(value.description)
    case .date(let value): self = .string(value.description)
    }
  }
}
