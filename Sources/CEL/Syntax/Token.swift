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
    case symbol(String)
    case end
  }

  let kind: Kind
  let range: SourceRange
}
