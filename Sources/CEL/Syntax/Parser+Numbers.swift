internal import SourceText

/// Numbers and their signs.
extension Parser {
  func isNumber(_ token: Token) -> Bool {
    switch token.kind {
    case .int, .double: true
    default: false
    }
  }

  /// A number, with the minus before it folded in, so that the least integer
  /// can be written.
  mutating func number(sign: Token?) -> Expression {
    let token = current
    let whole = SourceRange(start: (sign ?? token).range.start, end: token.range.end)
    let value: Constant?
    switch token.kind {
    case .int(let digits, let isHex):
      value = Int64((sign == nil ? "" : "-") + digits, radix: isHex ? 16 : 10).map { .int($0) }
      if value == nil {
        report(whole, "this number does not fit into an int", help: "an int has 64 bits")
      }
    case .uint(let digits, let isHex):
      value = UInt64(digits, radix: isHex ? 16 : 10).map { .uint($0) }
      if value == nil {
        report(whole, "this number does not fit into a uint", help: "a uint has 64 bits")
      }
    case .double(let digits):
      let number = Double(digits.hasPrefix(".") ? "0" + digits : digits)
      let isFinite = number?.isFinite ?? false
      value = isFinite ? number.map { .double((sign == nil ? $0 : -$0).bitPattern) } : nil
      if !isFinite {
        report(whole, "this number does not fit into a double", help: "a double ends near 1.8e308")
      }
    default: value = nil
    }
    advance()
    return node(whole, [], value.map { .constant($0) } ?? .invalid)
  }
}
