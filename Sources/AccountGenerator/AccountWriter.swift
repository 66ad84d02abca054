internal import Randomness

/// How an account is laid out as YAML.
package struct AccountStyle: Hashable, Sendable {
  package enum Layout: CaseIterable, Sendable {
    /// As people write it: short collections in braces and brackets, the rest line by line.
    case written
    /// Every entry and every item has a line of its own.
    case block
    /// All in braces and brackets.
    case flow
  }

  package var layout = Layout.written
  /// Whether what several places share is written once, with an anchor.
  package var usesAnchors = true
  /// Whether there are comments between the lines and behind them.
  package var hasComments = false

  package init(layout: Layout = .written, usesAnchors: Bool = true, hasComments: Bool = false) {
    self.layout = layout
    self.usesAnchors = usesAnchors
    self.hasComments = hasComments
  }
}

/// Writes the files of an account in one style.
package struct AccountWriter {
  private let style: AccountStyle
  private var text: [UInt8] = []
  /// What the anchors of the file that is written stand for.
  private var anchors: [String: HostingValue] = [:]
  private var random = SeededGenerator(seed: 7)

  /// The widest collection that is written in braces or brackets, in bytes.
  private static let inlineWidth = 80

  package init(_ style: AccountStyle) {
    self.style = style
  }

  /// The text of one file.
  package mutating func file(_ part: AccountPart<some Sequence<HostingValue>>) -> [UInt8] {
    text = []
    anchors = [:]
    if let heading = part.heading { write("# \(heading)\n") }
    if style.layout == .flow {
      writeFlow(part)
    } else {
      writeBlock(part)
    }
    return text
  }

  private mutating func write(_ string: String) { text.append(contentsOf: string.utf8) }

  private mutating func write(spaces count: Int) {
    text.append(contentsOf: repeatElement(0x20, count: count))
  }

  // MARK: Line by line

  private mutating func writeBlock(_ part: AccountPart<some Sequence<HostingValue>>) {
    if part.saysHosting { writeEntry("hosting", 1, indent: 0) }
    writeEntry("reseller", part.reseller, indent: 0)
    if let packs = part.packs { writeEntry("packs", packs, indent: 0) }
    writeItems("customers", part.customers)
    writeItems("subscriptions", part.subscriptions)
  }

  private mutating func writeItems(_ key: String, _ items: some Sequence<HostingValue>) {
    var isFirst = true
    for item in items {
      if isFirst { write(key + ":\n") }
      isFirst = false
      writeItem(item, indent: 2)
    }
  }

  private mutating func writeEntry(_ key: String, _ value: HostingValue, indent: Int) {
    write(key)
    write(":")
    writeValue(value, indent: indent + 2)
  }

  private mutating func writeEntries(_ value: HostingValue, indent: Int) {
    var isFirst = true
    func begin(_ writer: inout AccountWriter) {
      if !isFirst {
        writer.writeCommentLine(indent: indent)
        writer.write(spaces: indent)
      }
      isFirst = false
    }
    var entries = value.entries
    if case .based(let name, let base, let own) = value, anchors[name] == .mapping(base) {
      begin(&self)
      write("<<: *\(name)\n")
      entries = own
    }
    for entry in entries {
      begin(&self)
      writeEntry(entry.key, entry.value, indent: indent)
    }
  }

  private mutating func writeItem(_ value: HostingValue, indent: Int) {
    writeCommentLine(indent: indent)
    write(spaces: indent)
    write("-")
    if case .mapping(let entries) = value, !entries.isEmpty, !isInline(value) {
      write(" ")
      writeEntries(value, indent: indent + 2)
    } else {
      writeValue(value, indent: indent + 2)
    }
  }

  /// What stands behind a key's colon or an item's dash, with the end of its line.
  private mutating func writeValue(_ value: HostingValue, indent: Int) {
    if case .shared(let name, let content) = value, style.usesAnchors {
      if anchors[name] == content {
        write(" *\(name)")
        return endLine()
      }
      // An anchor that stands for something else already stays what it is.
      if anchors[name] == nil {
        write(" &\(name)")
        anchors[name] = content
      }
      return writeValue(content, indent: indent)
    }
    if case .shared(_, let content) = value { return writeValue(content, indent: indent) }
    if isInline(value) {
      write(" ")
      writeFlow(value)
      return endLine()
    }
    endLine()
    if case .list(let items) = value {
      for item in items { writeItem(item, indent: indent) }
    } else {
      write(spaces: indent)
      writeEntries(value, indent: indent)
    }
  }

  /// Whether a value stands on one line in this style.
  private func isInline(_ value: HostingValue) -> Bool {
    switch value {
    case .text, .plain: true
    case .shared(_, let content): isInline(content)
    case .list(let items):
      items.isEmpty
        || style.layout == .written && items.allSatisfy(\.isScalar)
          && items.reduce(0, { $0 + $1.string.utf8.count + 2 }) < Self.inlineWidth
    case .mapping(let entries):
      entries.isEmpty
        || style.layout == .written && entries.allSatisfy(\.value.isScalar)
          && entries.count < 8 && !Self.isEntity(entries)
          && entries.reduce(0, { $0 + $1.key.utf8.count + $1.value.string.utf8.count + 4 })
            < Self.inlineWidth
    case .based(_, _, let own): style.layout == .written && isInline(.mapping(own))
    }
  }

  /// Whether a mapping is an entity, which has a line for each of its keys.
  private static func isEntity(_ entries: [HostingValue.Entry]) -> Bool {
    ["login", "domain", "domains", "description"].contains(entries.first?.key ?? "")
  }

  // MARK: In braces and brackets

  private mutating func writeFlow(_ part: AccountPart<some Sequence<HostingValue>>) {
    write("{\n")
    if part.saysHosting { write("hosting: 1,\n") }
    write("reseller: ")
    writeFlow(part.reseller)
    write(",\n")
    if let packs = part.packs {
      write("packs: {")
      for entry in packs.entries {
        write("\n  \(entry.key): ")
        writeFlow(entry.value)
        write(",")
      }
      write("\n},\n")
    }
    writeFlowItems("customers", part.customers)
    writeFlowItems("subscriptions", part.subscriptions)
    write("}\n")
  }

  private mutating func writeFlowItems(_ key: String, _ items: some Sequence<HostingValue>) {
    var isFirst = true
    for item in items {
      if isFirst { write("\(key): [") }
      isFirst = false
      endLine()
      writeCommentLine(indent: 2)
      write("  ")
      writeFlow(item)
      write(",")
    }
    if !isFirst { write("\n],\n") }
  }

  private mutating func writeFlow(_ value: HostingValue) {
    switch value {
    case .text(let text): write(Self.scalar(text))
    case .plain(let text): write(text)
    case .list(let items):
      write("[")
      for (index, item) in items.enumerated() {
        if index > 0 { write(", ") }
        writeFlow(item)
      }
      write("]")
    case .mapping, .based: writeFlowEntries(value)
    case .shared(let name, let content):
      if style.usesAnchors, anchors[name] == content {
        // A comma or a brace would be part of the name.
        write("*\(name) ")
      } else {
        if style.usesAnchors, anchors[name] == nil {
          write("&\(name) ")
          anchors[name] = content
        }
        writeFlow(content)
      }
    }
  }

  private mutating func writeFlowEntries(_ value: HostingValue) {
    var entries = value.entries
    if entries.isEmpty { return write("{}") }
    write("{ ")
    var separator = ""
    if case .based(let name, let base, let own) = value, anchors[name] == .mapping(base) {
      write("<<: *\(name) ")
      separator = ", "
      entries = own
    }
    for entry in entries {
      write(separator)
      write(entry.key)
      write(": ")
      writeFlow(entry.value)
      separator = ", "
    }
    write(" }")
  }

  // MARK: Scalars and comments

  /// A text, in quotes where it would not be read as this text without.
  private static func scalar(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.first, let last = utf8.last else { return "\"\"" }
    let isPlain =
      isLetter(first) && last != 0x20 && !["true", "false", "null", "yes", "no"].contains(text)
      && utf8.allSatisfy { byte in
        isLetter(byte) || (0x2D...0x39).contains(byte) || byte == 0x20 || byte == 0x40
          || byte == 0x5F
      }
    if isPlain { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Whether a byte is a letter, or part of one.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static let comments = [
    "renewed by phone", "see the contract", "the old address still receives mail",
    "à vérifier avec la cliente", "moved here from the former server", "invoice in March",
    "colour: blue, size: [1, 2]", "do not change before the relaunch — ask first", "\"quoted\"",
  ]

  private mutating func writeCommentLine(indent: Int) {
    guard style.hasComments, random.chance(100) else { return }
    write(spaces: indent)
    write("# \(random.pick(Self.comments))\n")
    if random.chance(200) { write("\n") }
  }

  private mutating func endLine() {
    if style.hasComments, random.chance(100) { write("   # \(random.pick(Self.comments))") }
    write("\n")
  }
}

extension HostingValue {
  fileprivate var isScalar: Bool {
    switch self {
    case .text, .plain: true
    case .list, .mapping, .shared, .based: false
    }
  }
}
