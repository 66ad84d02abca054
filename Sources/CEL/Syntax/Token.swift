internal import SourceText

/// A word of the expression's text.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case identifier(String)
    /// A name between backticks, allowed after a dot.
    case quotedIdentifier(String)
    /// Digits without their suffix; `isHex` has `0x` taken off.
    case int(digits: String, isHex: Bool)
    case uint(digits: String, isHex: Bool)
    case double(String)
    case string(String)
    case bytes([UInt8])
    /// `in`, `true`, `false`, `null`.
    case keyword(String)
    /// An operator or a bracket: `&&`, `.`, `[`.
    case symbol(Symbol)
    case end
  }

  /// One or two ASCII characters.
  struct Symbol: Hashable, Sendable, ExpressibleByStringLiteral {
    let first: UInt8
    /// 0 where there is only one.
    let second: UInt8

    init(_ first: UInt8, _ second: UInt8 = 0) {
      self.first = first
      self.second = second
    }

    init(stringLiteral text: StaticString) {
      (first, second) = text.withUTF8Buffer { ($0.first ?? 0, $0.count > 1 ? $0[1] : 0) }
    }

    /// The symbol as it is written.
    var text: String {
      String(decoding: second == 0 ? [first] : [first, second], as: UTF8.self)
    }
  }

  let kind: Kind
  let range: SourceRange
}
