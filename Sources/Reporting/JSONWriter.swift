/// Writes JSON piece by piece, in one stable layout.
///
/// The caller opens and ends what it writes; the writer sets commas and breaks lines.
struct JSONWriter {
  /// How the members of an object or the elements of an array stand.
  enum Layout {
    /// Behind each other, on one line.
    case line
    /// On a line each, indented.
    case block
  }

  private struct Level {
    let layout: Layout
    let closing: UInt8
    var isEmpty = true
  }

  var buffer = ReportBuffer()
  private var levels: [Level] = []
  /// A key has just been written: what comes next is its value.
  private var awaitsValue = false

  mutating func beginObject(_ layout: Layout = .line) {
    begin(layout, opening: UInt8(ascii: "{"), closing: UInt8(ascii: "}"))
  }

  mutating func beginArray(_ layout: Layout = .line) {
    begin(layout, opening: UInt8(ascii: "["), closing: UInt8(ascii: "]"))
  }

  /// Ends the innermost open object or array.
  mutating func end() {
    guard let level = levels.popLast() else { return }
    if level.layout == .block, !level.isEmpty { breakLine() }
    buffer.append(byte: level.closing)
  }

  /// A writer that goes on in the array that is open here, behind elements that are written
  /// elsewhere.
  func continued(behindElements count: Int) -> JSONWriter {
    var writer = JSONWriter()
    writer.levels = levels
    writer.noteElements(count)
    return writer
  }

  /// Takes note of elements of the array that is open here, which are written elsewhere.
  mutating func noteElements(_ count: Int) {
    if count > 0, !levels.isEmpty { levels[levels.count - 1].isEmpty = false }
  }

  mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    buffer.append(": ")
    awaitsValue = true
  }

  mutating func string(_ value: consuming String) {
    separate()
    appendQuoted(value)
  }

  mutating func number(_ value: Int) {
    separate()
    buffer.append(value)
  }

  /// A finite number; one that is not has no form in JSON and becomes `null`.
  mutating func double(_ value: Double) {
    separate()
    buffer.append(value.isFinite ? value.description : "null")
  }

  mutating func boolean(_ value: Bool) {
    separate()
    buffer.append(value ? "true" : "false")
  }

  mutating func null() {
    separate()
    buffer.append("null")
  }

  mutating func member(_ name: String, _ value: consuming String) {
    key(name)
    string(value)
  }

  /// A member that is `null` where there is no value.
  mutating func member(_ name: String, orNull value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// Opens a document of one of hostlint's formats and says which, and by which version.
  mutating func beginDocument(_ format: String, toolVersion: String) {
    beginObject(.block)
    member("format", format)
    key("tool")
    beginObject()
    member("name", "hostlint")
    member("version", toolVersion)
    end()
  }

  /// Ends a document, a line break behind it.
  mutating func endDocument() {
    end()
    buffer.append("\n")
  }

  /// Sentences, one on a line; left out where there are none.
  mutating func member(_ name: String, unlessEmpty sentences: [String]) {
    guard !sentences.isEmpty else { return }
    key(name)
    beginArray(.block)
    for sentence in sentences { string(sentence) }
    end()
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    number(value)
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// A member that is a number of at least zero with at most three decimals.
  mutating func member(_ name: String, thousandths value: Double) {
    let thousandths = Int(clamping: UInt64(min(max(value, 0) * 1000 + 0.5, 1e18)))
    let decimals = String(1000 + thousandths % 1000).dropFirst()
    key(name)
    separate()
    buffer.append("\(thousandths / 1000).\(decimals)")
  }

  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    end()
  }

  private mutating func begin(_ layout: Layout, opening: UInt8, closing: UInt8) {
    separate()
    buffer.append(byte: opening)
    levels.append(Level(layout: layout, closing: closing))
  }

  private mutating func separate() {
    if awaitsValue {
      awaitsValue = false
      return
    }
    guard let level = levels.last else { return }
    levels[levels.count - 1].isEmpty = false
    if !level.isEmpty { buffer.append(byte: UInt8(ascii: ",")) }
    switch level.layout {
    case .block: breakLine()
    case .line: if !level.isEmpty { buffer.append(byte: UInt8(ascii: " ")) }
    }
  }

  private mutating func breakLine() {
    buffer.append(byte: UInt8(ascii: "\n"))
    buffer.append(repeating: UInt8(ascii: " "), count: levels.count * 2)
  }

  /// - Parameter text: Given away, so that the many texts of findings are not held a second time.
  private mutating func appendQuoted(_ text: consuming String) {
    buffer.append(byte: UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      if PlainText.isPlainJSON(bytes) { buffer.append(bytes) } else { appendEscaped(bytes) }
    }
    buffer.append(byte: UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    /// What is written as it stands, up to the next character that is not.
    var plain = 0
    var previous: UInt8 = 0
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = min(offset + length, bytes.count)
      // `##vso[` would be a command of a runner that a report is printed to.
      let isCommand = byte == UInt8(ascii: "#") && previous == byte
      if isCommand {
        buffer.append(bytes[plain..<offset])
        buffer.append("\\u0023")
        plain = end
      } else if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: "\\")
      {
        let character = String(decoding: bytes[offset..<end], as: UTF8.self)
        for scalar in character.unicodeScalars where Self.needsEscape(scalar) {
          buffer.append(bytes[plain..<offset])
          appendEscaped(scalar)
          plain = end
        }
      }
      previous = byte
      offset = end
    }
    buffer.append(bytes[plain...])
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "\\" || TerminalText.isInvisible(scalar)
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": buffer.append("\\\"")
    case "\\": buffer.append("\\\\")
    case "\n": buffer.append("\\n")
    case "\r": buffer.append("\\r")
    case "\t": buffer.append("\\t")
    default:
      // Beyond what JSON demands: whoever prints the report must not be steered by it.
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        buffer.append("\\u")
        buffer.append(repeating: UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        buffer.append(digits)
      }
    }
  }
}
