internal import HostingModel

extension RuleFile.Example {
  /// The example with other texts of its files.
  package func replacingTexts(_ change: (_ file: File) -> String) -> RuleFile.Example {
    RuleFile.Example(
      title: title,
      files: files.map { File(name: $0.name, text: change($0), isEarlier: $0.isEarlier) },
      today: today, params: params)
  }
}
