/// `text.format(arguments)` with the verbs of cel-go's `Strings` extension.
extension EvaluationContext {
  func format(_ text: Value, _ arguments: Value) -> Value {
    var result = ""
    var next = 0
    let scalars = scalars(text)
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      guard place < scalars.count else { return fail("format: a `%` at the end") }
      if scalars[place] == "%" {
        result.unicodeScalars.append("%")
        place += 1
        continue
      }
      var precision: Int?
      if scalars[place] == "." {
        place += 1
        var digits = ""
        while place < scalars.count, ("0"..."9").contains(scalars[place]) {
          digits.unicodeScalars.append(scalars[place])
          place += 1
        }
        guard let found = Int(digits), found <= 1000 else {
          return fail("format: no precision behind `%.`")
        }
        precision = found
      }
      guard place < scalars.count else { return fail("format: a `%` without its verb") }
      guard next < arguments.count else { return fail(.indexOutOfBounds, .int(next)) }
      let argument = element(arguments, next)
      next += 1
      // All digits of a double may be a thousand.
      guard charge(20 + (precision ?? 0)) else { return fail(.costLimit) }
      guard let shown = formatted(argument, scalars[place], precision) else {
        return fail(
          "format: `%\(scalars[place])` does not take a value of type \(typeName(argument))")
      }
      place += 1
      result += shown
      guard charge(1 + shown.utf8.count / 16) else { return fail(.costLimit) }
      guard result.utf8.count <= Limits.stringBytes else { return fail(.sizeLimit) }
    }
    guard next == arguments.count else { return fail("format: more arguments than verbs") }
    return string(result)
  }

  /// A value under a verb; nil where the verb does not take it.
  private func formatted(_ value: Value, _ verb: Unicode.Scalar, _ precision: Int?) -> String? {
    switch verb {
    case "s": return shown(value)
    case "d":
      switch value.kind {
      case .int, .uint: return display(value)
      case .double: return special(value.doubleBits)
      default: return nil
      }
    case "f", "e":
      guard let number = number(value) else { return nil }
      if let special = special(number) { return special }
      return verb == "f"
        ? NumberText.fixed(number, decimals: precision ?? 6)
        : NumberText.scientific(number, decimals: precision ?? 6)
    case "b":
      if value.isKind(.bool) { return value.isTrue ? "1" : "0" }
      return integer(value, radix: 2)
    case "o": return integer(value, radix: 8)
    case "x", "X":
      let isUpper = verb == "X"
      if value.isKind(.string) || value.isKind(.bytes) {
        guard charge(value.count / 16) else { return nil }
        let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").unicodeScalars)
        var text = ""
        for byte in bytes(value) {
          text.unicodeScalars.append(digits[Int(byte >> 4)])
          text.unicodeScalars.append(digits[Int(byte & 15)])
        }
        return text
      }
      return integer(value, radix: 16).map { isUpper ? $0.uppercased() : $0 }
    default: return nil
    }
  }

  private func number(_ value: Value) -> Double? {
    switch value.kind {
    case .double: value.doubleBits
    case .int: Double(value.intBits)
    case .uint: Double(value.payload)
    default: nil
    }
  }

  private func integer(_ value: Value, radix: Int) -> String? {
    switch value.kind {
    case .int: String(value.intBits, radix: radix)
    case .uint: String(value.payload, radix: radix)
    default: nil
    }
  }

  private func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// A value under `%s`; nil for what has no text.
  private func shown(_ value: Value) -> String? {
    switch value.kind {
    case .double:
      let number = value.doubleBits
      return special(number)
        ?? (number.sign == .minus ? "-" : "") + NumberText.plain(NumberText.shortest(number))
    case .list:
      var parts: [String] = []
      for element in elements(value) ?? [] {
        guard charge(), let text = shown(element) else { return nil }
        parts.append(text)
      }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map:
      var parts: [(key: String, text: String)] = []
      for (key, value) in entries(value) ?? [] {
        guard charge(), let key = shown(key), let text = shown(value) else { return nil }
        parts.append((key, "\(key): \(text)"))
      }
      parts.sort { Array($0.key.unicodeScalars).lexicographicallyPrecedes($1.key.unicodeScalars) }
      return "{" + parts.map(\.text).joined(separator: ", ") + "}"
    case .error, .unknown, .absent, .object, .optional: return nil
    case .string, .bytes: return charge(value.count / 16) ? decoded(value) : nil
    default: return display(value)
    }
  }
}
