internal import CEL
internal import HostingModel
internal import SourceText

/// A message with holes: text in which `{…}` holds an expression and `{{` is a brace.
struct Template: Sendable {
  private enum Part: Sendable {
    case text(String)
    /// An expression, and what stands for its value where that is unknown.
    case hole(Program, unknown: String)
  }

  private let parts: [Part]
  /// The text where there are no holes, which all findings then share.
  private let fixed: String?

  private init(parts: [Part]) {
    self.parts = parts
    let literals = parts.compactMap { if case .text(let literal) = $0 { literal } else { nil } }
    fixed = literals.count == parts.count ? Self.bounded(literals.joined()) : nil
  }

  static let empty = Template(parts: [])

  /// The texts between the holes.
  var literals: [String] {
    parts.compactMap { if case .text(let literal) = $0 { literal } else { nil } }
  }

  /// Faults of the holes, their ranges in the template's own text.
  struct HoleErrors: Error {
    var faults: [(range: SourceRange, message: String, help: String?)] = []
  }

  /// Splits a text at its holes and compiles them.
  static func compile(
    _ text: String, _ declarations: Declarations, assuming facts: PresenceFacts
  ) -> Result<Template, HoleErrors> {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var errors = HoleErrors()
    var literal: [UInt8] = []
    var index = 0
    func isDoubled(_ brace: UInt8) -> Bool {
      index + 1 < bytes.count && bytes[index] == brace && bytes[index + 1] == brace
    }
    func flush() {
      if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
      literal = []
    }
    while index < bytes.count {
      let brace = bytes[index]
      if isDoubled(UInt8(ascii: "{")) || isDoubled(UInt8(ascii: "}")) {
        literal.append(brace)
        index += 2
        continue
      }
      guard brace == UInt8(ascii: "{") else {
        literal.append(brace)
        index += 1
        continue
      }
      flush()
      let start = index + 1
      guard let end = Lexer.endOfInterpolation(in: bytes, from: start) else {
        errors.faults.append(
          (
            SourceRange(start: UInt32(index), end: UInt32(index + 1)), "this brace is not closed",
            "Write `{{` for a brace."
          ))
        break
      }
      let expression = String(decoding: bytes[start..<end], as: UTF8.self)
      switch CheckedExpression.check(expression, declarations, assuming: facts) {
      case .success(let checked):
        parts.append(.hole(checked.compile(), unknown: placeholder(for: expression)))
      case .failure(let failure):
        errors.faults += failure.errors.map { error in
          (
            SourceRange(
              start: UInt32(start) + error.range.start, end: UInt32(start) + error.range.end),
            error.message, error.help
          )
        }
      }
      index = end + 1
    }
    flush()
    return errors.faults.isEmpty ? .success(Template(parts: parts)) : .failure(errors)
  }

  /// The text with every hole filled in, on one line.
  ///
  /// A hole whose value is unknown reads "unknown", or "(no login)"; the first one that fails is
  /// returned as the error.
  func fill(_ context: EvaluationContext, _ meter: RuleMeter) -> (text: String, error: Value?) {
    if let fixed { return (fixed, nil) }
    var text = ""
    var error: Value?
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .hole(let program, let unknown):
        let value = program.evaluate(context, counting: meter)
        if value.isError {
          error = error ?? value
        } else if value.isUnknown {
          text += unknown
        } else {
          text += context.display(value)
        }
      }
    }
    // What was put together piece by piece has room for more, which a finding would keep.
    return (Self.bounded(String(decoding: Array(text.utf8), as: UTF8.self)), error)
  }

  /// The text on one line, cut where it is longer than a finding may be.
  private static func bounded(_ text: String) -> String {
    let line = oneLine(text)
    // By code points, as all that is done here: one character may have any number of marks.
    return line.utf8.count > longest
      ? String(line.unicodeScalars.prefix(longest / 4)) + "…" : line
  }

  /// The words for an unknown value: a name is unknown where it is missing.
  private static func placeholder(for expression: String) -> String {
    let names = expression.trimmingSpaces().split(separator: ".")
    guard names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "_" } }) else { return "unknown" }
    return switch names.last {
    case "login": "(no login)"
    case "name", "display_name": "(no name)"
    default: "unknown"
    }
  }

  /// The longest text of a finding in bytes: reports go to platforms with bounds of their own.
  private static let longest = 4_000

  /// The text as it reads without an entity: a hole that names one becomes "the domain", any other
  /// an ellipsis.
  static func general(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) || text.utf8.contains(UInt8(ascii: "}")) else {
      return oneLine(text)
    }
    let bytes = Array(oneLine(text).utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isBrace = bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "}")
      if isBrace, index + 1 < bytes.count, bytes[index + 1] == bytes[index] {
        index += 1
        result.append(bytes[index])
        index += 1
        continue
      }
      guard bytes[index] == UInt8(ascii: "{"),
        let end = Lexer.endOfInterpolation(in: bytes, from: index + 1)
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let noun = noun(forNameIn: bytes[(index + 1)..<end])
      index = end + 1
      // "the customer {customer.login}" has its noun already.
      if let noun, result.suffix(noun.utf8.count + 1).elementsEqual("\(noun) ".utf8) {
        result.removeLast()
        continue
      }
      result += Array((noun ?? "…").utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What stands in general for an expression that gives the name of an entity: "the domain" for
  /// `domain.name`, "the pack" for `subscription.pack.name`, "it" for `self.name`; nil for another.
  private static func noun(forNameIn expression: ArraySlice<UInt8>) -> String? {
    let names = expression.split(separator: UInt8(ascii: ".")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard names.count > 1, let field = names.last,
      ["name", "login", "display_name"].contains(field)
    else { return nil }
    let owner = names[names.count - 2]
    return EntityKind(rawValue: owner).map { "the \($0.rawValue)" }
      ?? (owner == "self" ? "it" : nil)
  }

  /// Text of several lines joined by spaces, without spaces at its ends.
  static func oneLine(_ text: String) -> String {
    // Most texts are one line already, and every run looks at those of all rules.
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if isPlain, text.utf8.first != 0x20, text.utf8.last != 0x20 { return text }
    return text.unicodeScalars.split { Character($0).isNewline }
      .map { String($0.drop { $0 == " " }) }.joined(separator: " ").trimmingSpaces()
  }
}
