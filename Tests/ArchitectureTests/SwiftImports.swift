/// One import of a Swift file.
struct ImportDeclaration: Hashable {
  /// The module: of `import struct Foundation.URL` it is `Foundation`.
  let module: String
  /// `public`, `package`, `internal` …; nil where the file does not say.
  let access: String?
  /// 1-based.
  let line: Int

  init(_ module: String, access: String? = nil, line: Int = 1) {
    self.module = module
    self.access = access
    self.line = line
  }

  /// Whether the module's declarations may stand in the importing module's interface.
  var isExported: Bool { access == "public" || access == "package" || access == "open" }
}

/// Reads the imports of Swift source text.
///
/// Both branches of `#if` count, so a result does not depend on the platform.
enum SwiftImports {
  static func read(_ source: String) -> [ImportDeclaration] {
    let code = codeOnly(source)
    let declaration =
      /(?:^|;)\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?<access>public|package|internal|fileprivate|private|open)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?`?(?<module>\w+)`?/
      .anchorsMatchLineEndings()
    return code.matches(of: declaration).map { match in
      ImportDeclaration(
        String(match.module), access: match.access.map(String.init),
        line: code[..<match.module.startIndex].count(where: \.isNewline) + 1)
    }
  }

  /// The text with comments taken out and literals emptied, line breaks kept.
  private static func codeOnly(_ source: String) -> String {
    var result = ""
    var rest = Substring(source)
    while let special = rest.utf8.firstIndex(where: isSpecial) {
      result += rest[..<special]
      rest = rest[special...]
      let hashes = rest.prefix { $0 == "#" }.count
      if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        let length = commentLength(rest)
        result += blank(rest.prefix(length))
        rest = rest.dropFirst(length)
      } else if rest.dropFirst(hashes).first == "\"" {
        let length = literalLength(rest, hashes: hashes)
        result += "\"" + blank(rest.prefix(length)) + "\""
        rest = rest.dropFirst(length)
      } else {
        result += rest.prefix(1)
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  /// Whether a comment or a literal may start at the byte.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\"")
  }

  /// A space, which ends a word as the text did, and the text's line breaks.
  private static func blank(_ text: Substring) -> String {
    " " + text.filter(\.isNewline)
  }

  /// The length of the block comment at the start; such comments nest.
  private static func commentLength(_ text: Substring) -> Int {
    var depth = 0
    var rest = text
    while !rest.isEmpty {
      if rest.hasPrefix("/*") {
        depth += 1
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("*/") {
        depth -= 1
        rest = rest.dropFirst(2)
        if depth == 0 { break }
      } else {
        rest = rest.dropFirst()
      }
    }
    return text.count - rest.count
  }

  /// The length of the string literal at the start.
  ///
  /// A literal in an interpolation ends this one early and the next quotation
  /// mark opens another, which is as good for finding imports.
  private static func literalLength(_ text: Substring, hashes: Int) -> Int {
    let fence = String(repeating: "#", count: hashes)
    let isMultiline = text.dropFirst(hashes).hasPrefix("\"\"\"")
    let quotes = isMultiline ? "\"\"\"" : "\""
    var rest = text.dropFirst(hashes + quotes.count)
    while let character = rest.first {
      if rest.hasPrefix("\\" + fence) {
        rest = rest.dropFirst(hashes + 2)
      } else if rest.hasPrefix(quotes + fence) {
        rest = rest.dropFirst(quotes.count + hashes)
        break
      } else if character.isNewline, !isMultiline {
        break
      } else {
        rest = rest.dropFirst()
      }
    }
    return text.count - rest.count
  }
}
