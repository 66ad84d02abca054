internal import HostingModel
internal import YAML

extension RuleFile.Example {
  /// The example with other texts of its files.
  package func replacingTexts(_ change: (_ file: File) -> String) -> RuleFile.Example {
    RuleFile.Example(
      title: title,
      files: files.map { File(name: $0.name, text: change($0), isEarlier: $0.isEarlier) },
      today: today, params: params)
  }
}

extension RuleFile {
  /// The words of `when` and `check`, names of fields among them.
  var conditionNames: Set<String> {
    let texts = [when, check].compactMap { $0.map(tree.string) }
    return Set(
      texts.flatMap { text in
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      })
  }
}
