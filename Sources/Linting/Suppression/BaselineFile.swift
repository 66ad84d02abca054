internal import Diagnostics
internal import SourceText
internal import YAML

/// Reads and writes baselines: JSON, one entry a line, sorted, so that a change is seen in a diff.
struct BaselineFile {
  /// The word that tells the format from others.
  fileprivate static let format = "hostlint-baseline/1"
  /// The id that its faults are reported under; it is no rule.
  private static let errorID = "invalid-baseline"
  /// The bytes that it may have.
  private static let bound = 64 << 20

  private var document: DocumentReader
  private var hasFormat = false
  private var entries: [BaselineEntry.Key: Int] = [:]

  /// Reads a baseline; one that is missing or broken fails.
  ///
  /// - Parameter path: Absolute.
  static func read(_ path: String, from workingDirectory: String) throws(RunFailure) -> Baseline {
    let reported = Paths.relative(path, to: workingDirectory)
    switch FileSystem.read(path, atMost: bound) {
    case .failure(let failure):
      throw .message(
        "cannot read the baseline \(reported): \(failure.reason); `hostlint baseline write` makes one"
      )
    case .success(.tooLarge):
      throw .message("cannot read the baseline \(reported): it is too large")
    case .success(.bytes(let bytes)):
      let source = SourceFile(path: reported, text: bytes)
      var reader = BaselineFile(
        document: DocumentReader(source, id: FileID(0), rule: Self.errorID))
      // Every JSON text is YAML.
      if reader.document.errors.isEmpty { reader.readAll() }
      if let first = reader.document.errors.first {
        // One is enough: the file is written by a program, and is whole or is not.
        throw .faults([first], SourceFiles([source]), in: .baseline)
      }
      return Baseline(
        path: reported, folder: Paths.absolute("..", from: path),
        entries: reader.entries.map { BaselineEntry($0.key, count: $0.value) }
          .sorted { $0.key < $1.key })
    }
  }

  private init(document: DocumentReader) {
    self.document = document
  }

  fileprivate enum Key: String {
    case format, findings
  }

  fileprivate enum EntryKey: String {
    case reseller, rule, entity, field, count
  }

  private static let help = "Write it anew with `hostlint baseline write`."

  private mutating func readAll() {
    let tree = document.tree
    guard
      let root = document.root("a baseline is one JSON object, as `hostlint baseline write` makes")
    else { return }
    for entry in tree.mergedEntries(of: root) {
      switch document.key(entry, Key.self, of: "a baseline") {
      case .format:
        hasFormat = true
        guard let node = document.scalar(entry), !tree.equals(node, Self.format) else { continue }
        document.report(
          tree.range(node), "this version of hostlint reads the format \(Self.format)",
          help: Self.help)
      case .findings: for node in document.list(entry) { read(node) }
      case nil: break
      }
    }
    if !hasFormat {
      document.report(
        tree.firstToken(of: root), "the baseline does not say its format", help: Self.help)
    }
  }

  private mutating func read(_ node: NodeID) {
    let tree = document.tree
    guard let members = document.mapping(node) else {
      document.report(tree.firstToken(of: node), "a finding is an object", help: Self.help)
      return
    }
    var texts: [EntryKey: String] = [:]
    var count = 1
    for member in members {
      guard let key = document.key(member, EntryKey.self, of: "a finding") else { continue }
      guard key == .count else {
        texts[key] = document.text(member)
        continue
      }
      guard let node = document.scalar(member) else { continue }
      if case .int(let number) = tree.scalar(node), number > 0, let value = Int(exactly: number) {
        count = value
      } else {
        document.report(tree.range(node), "`count` is a number from 1", help: Self.help)
      }
    }
    guard let rule = texts[.rule], let entity = texts[.entity] else {
      document.report(
        tree.firstToken(of: node), "a finding has a `rule` and an `entity`", help: Self.help)
      return
    }
    let key = BaselineEntry.Key(
      reseller: texts[.reseller], rule: rule, entity: entity, field: texts[.field])
    let (sum, overflows) = entries[key, default: 0].addingReportingOverflow(count)
    entries[key] = overflows ? Int.max : sum
  }

  // MARK: - Writing

  /// The text of a baseline.
  static func text(_ entries: [BaselineEntry]) -> String {
    var text = "{\n  \"format\": \(quoted(format)),\n  \"findings\": ["
    for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
      var members: [String] = []
      func add(_ key: EntryKey, _ value: String?) {
        if let value { members.append("\"\(key.rawValue)\": \(quoted(value))") }
      }
      add(.reseller, entry.key.reseller)
      add(.rule, entry.key.rule)
      add(.entity, entry.key.entity)
      add(.field, entry.key.field)
      if entry.count > 1 { members.append("\"\(EntryKey.count.rawValue)\": \(entry.count)") }
      text += (index == 0 ? "\n" : ",\n") + "    { \(members.joined(separator: ", ")) }"
    }
    return text + (entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  /// A text in JSON that is YAML too, with whatever does not show escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        let isShown =
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            // YAML knows no escapes of two halves.
            scalar.value > 0xFFFF
          default: true
          }
        if isShown {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result + "\""
  }

  /// Fails where a file is something else than a baseline, which it is not to be replaced by. One
  /// that is broken says all the same what it is.
  static func requireBaseline(_ path: String, from workingDirectory: String) throws(RunFailure) {
    guard case .success(.bytes(let bytes)) = FileSystem.read(path, atMost: bound),
      // Where there is nothing but blanks and brackets, nothing is lost.
      !bytes.allSatisfy({ " \n\r\t{}[]".utf8.contains($0) })
    else { return }
    let head = String(decoding: bytes.prefix(1_000), as: UTF8.self)
    guard !head.contains("\"hostlint-baseline/") else { return }
    throw .message(
      "\(Paths.relative(path, to: workingDirectory)) is no baseline, and is not replaced by one")
  }

  /// Writes a baseline, whole or not at all; the system's reason where that fails.
  ///
  /// - Parameter path: Absolute.
  static func write(_ baseline: Baseline, to path: String) throws(RunFailure) {
    if case .failure(let failure) = FileSystem.replace(path, Array(text(baseline.entries).utf8)) {
      throw .message("cannot write \(baseline.path): \(failure.reason)")
    }
  }
}

extension BaselineFile.Key: DocumentedKey {
  fileprivate var documentation: KeyDocumentation {
    switch self {
    case .format:
      KeyDocumentation(
        "the version of the format", ["const": .string(BaselineFile.format)], isRequired: true)
    case .findings:
      KeyDocumentation(
        "the findings that are accepted",
        DocumentSchema.list(
          of: BaselineFile.EntryKey.mapping("An entry", "what is accepted of one entity")))
    }
  }
}

extension BaselineFile.EntryKey: DocumentedKey {
  fileprivate var documentation: KeyDocumentation {
    switch self {
    case .reseller: KeyDocumentation("the login of the entity's reseller", DocumentSchema.text)
    case .rule: KeyDocumentation("the id of the rule", DocumentSchema.text, isRequired: true)
    case .entity: KeyDocumentation("the entity", DocumentSchema.text, isRequired: true)
    case .field: KeyDocumentation("the field of the entity", DocumentSchema.text)
    case .count:
      KeyDocumentation(
        "how many equal findings, if several", ["type": "integer", "minimum": 1])
    }
  }
}
