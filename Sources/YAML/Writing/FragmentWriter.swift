/// Writes fragments as YAML text: UTF-8, indented by two spaces, lines of at most 100 columns
/// where collections can be broken.
package struct FragmentWriter {
  private static let width = 100
  /// A key that may be longer than what a reader takes for one without `?`.
  private static let keyLength = 500

  package private(set) var text: [UInt8] = []

  package init() {}

  /// Writes lines of comment, each behind `# `; an empty one is a `#` alone.
  package mutating func comment(_ lines: [String], indent: Int = 0) {
    for line in lines {
      pad(indent)
      append(line.isEmpty ? "#\n" : "# " + Self.visible(line) + "\n")
    }
  }

  /// Writes an empty line.
  package mutating func emptyLine() { append("\n") }

  /// Begins a further document.
  package mutating func separateDocuments() { append("---\n") }

  /// Writes the root of a document.
  package mutating func document(_ root: Fragment) {
    switch root {
    case .scalar(let spelling): append(spelling.inFlow + "\n")
    case .list([], _), .mapping([], _): append(Self.flow(root) + "\n")
    case .list(let items, _): write(items, indent: 0, isInline: false)
    case .mapping(let members, _): write(members, indent: 0, isInline: false)
    }
  }

  // MARK: - Blocks

  /// - Parameter isInline: Whether the first line is begun already, behind a `- `.
  private mutating func write(_ members: [Fragment.Member], indent: Int, isInline: Bool) {
    for (index, member) in members.enumerated() {
      if index > 0 || !isInline {
        if member.isApart { emptyLine() }
        comment(member.comment, indent: indent)
        pad(indent)
      }
      if case .scalar(let key) = member.key, key.inBlock.utf8.count <= Self.keyLength {
        // A key without text would be no key.
        let key = key.inBlock.isEmpty ? key.inFlow : key.inBlock
        append(key + ":")
        write(member.value, indent: indent, column: indent + key.unicodeScalars.count + 1)
      } else {
        append("? " + Self.flow(member.key) + "\n")
        pad(indent)
        append(":")
        write(member.value, indent: indent, column: indent + 1)
      }
    }
  }

  /// The value behind the colon of a key.
  private mutating func write(_ value: Fragment, indent: Int, column: Int) {
    if case .scalar(let spelling) = value {
      append(spelling.inBlock.isEmpty ? "\n" : " \(spelling.inBlock)\n")
    } else if let line = oneLine(value, column: column + 1) {
      append(" \(line)\n")
    } else {
      append("\n")
      switch value {
      case .scalar: break
      case .list(let items, _): write(items, indent: indent + 2, isInline: false)
      case .mapping(let members, _): write(members, indent: indent + 2, isInline: false)
      }
    }
  }

  private mutating func write(_ items: [Fragment.Item], indent: Int, isInline: Bool) {
    for (index, item) in items.enumerated() {
      if index > 0 || !isInline {
        if item.isApart { emptyLine() }
        pad(indent)
      }
      switch item.value {
      case .scalar(let spelling):
        append(spelling.inBlock.isEmpty ? "-" : "- " + spelling.inBlock)
        append(item.remark.isEmpty ? "\n" : "  # \(Self.visible(item.remark))\n")
      case let value:
        append("- ")
        if let line = oneLine(value, column: indent + 2) {
          append(line + "\n")
        } else if case .list(let items, _) = value {
          write(items, indent: indent + 2, isInline: true)
        } else if case .mapping(let members, _) = value {
          write(members, indent: indent + 2, isInline: true)
        }
      }
    }
  }

  /// A collection in brackets or braces; nil where it does not fit, or is to be a block.
  private func oneLine(_ value: Fragment, column: Int) -> String? {
    switch value {
    case .list([], _), .mapping([], _): return Self.flow(value)
    case .list(_, .block), .mapping(_, .block): return nil
    case _ where Self.holdsBlock(value): return nil
    default:
      let line = Self.flow(value)
      return column + line.unicodeScalars.count <= Self.width ? line : nil
    }
  }

  private static func holdsBlock(_ value: Fragment) -> Bool {
    switch value {
    case .scalar: false
    case .list([], _), .mapping([], _): false
    case .list(_, .block), .mapping(_, .block): true
    case .list(let items, _): items.contains { !$0.remark.isEmpty || holdsBlock($0.value) }
    case .mapping(let members, _):
      members.contains { !$0.comment.isEmpty || holdsBlock($0.value) }
    }
  }

  // MARK: - Brackets and braces

  private static func flow(_ value: Fragment) -> String {
    switch value {
    case .scalar(let spelling): return spelling.inFlow
    case .list(let items, _):
      return "[" + items.map { flow($0.value) }.joined(separator: ", ") + "]"
    case .mapping([], _): return "{}"
    case .mapping(let members, _):
      let entries = members.map { member in
        let key = flow(member.key)
        return (key.utf8.count > keyLength ? "? " + key + " " : key) + ": " + flow(member.value)
      }
      return "{ " + entries.joined(separator: ", ") + " }"
    }
  }

  /// A text without what would end a comment.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { Spelling.isInvisible($0) ? "\u{FFFD}" : $0 }))
  }

  private mutating func append(_ string: String) { text.append(contentsOf: string.utf8) }

  private mutating func pad(_ count: Int) {
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }
}
