import Diagnostics
import HostingModel
import SourceText
import YAML

@testable import Linting
@testable import RuleEngine

/// A configuration: its faults, the files that it selects, and a check by it.
enum ConfigurationTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    let text =
      switch TextDecoding.utf8(from: input) {
      case .success(let text): text
      case .failure(let failure): failure.repaired
      }
    let source = SourceFile(path: ".hostlint.yaml", text: text)
    var reader = ConfigurationReader(source, folder: "/project")
    var rules = try Checking.project.rules
    reader.apply(to: &rules)
    let configuration = reader.configuration
    _ = configuration.ruleFolders(from: "/project/hosting")
    try Checking.show(Diagnostic.inReportOrder(reader.document.errors), in: source)
    let selection = FileSelection(
      folder: "/project", include: (configuration.include?.value ?? []).map(PathPattern.init),
      exclude: configuration.exclude.value.map(PathPattern.init),
      configurationPath: source.path)
    for path in paths {
      _ = selection.includes(path, isCandidate: true) && !selection.excludes(path)
    }
    _ = selection.idlePatterns(paths)
    guard reader.document.errors.isEmpty,
      let compiled = RuleSet.load(rules.map(\.inForce)).rules
    else { return }
    var settings = try Checking.settings
    settings.rules = compiled.byPurpose.state
    settings.reading.lrobNameservers =
      configuration.lrobNameservers?.value ?? settings.reading.lrobNameservers
    settings.failOn = configuration.failOn?.value ?? settings.failOn
    settings.suppression.configuration = configuration
    settings.suppression.workingDirectory = "/project"
    settings.configurationPath = source.path
    try Checking.check(Array(Checking.account.utf8), path: "hosting.yaml", settings)
  }

  private static let paths = [
    "hosting.yaml", "hosting/agence.yaml", "hosting/clients/a/b/c/d/e/f.yml", "export [1].xml",
    ".hidden/é/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json",
  ]
}
