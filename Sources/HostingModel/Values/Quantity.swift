/// An amount of something that a limit can bound: bytes or a count, or no bound at all.
package struct Quantity: Hashable, FieldValue {
  /// What an amount counts.
  package enum Unit: UInt8, Sendable {
    case bytes
    case count
  }

  /// The number of bytes or things, never negative; `Int64.max` stands for unlimited.
  package let amount: Int64
  package let unit: Unit

  package static var placeholder: Quantity { Quantity(0, .count) }

  /// An amount; negative ones become zero.
  package init(_ amount: Int64, _ unit: Unit) {
    self.amount = max(0, amount)
    self.unit = unit
  }

  package static func unlimited(_ unit: Unit) -> Quantity { Quantity(.max, unit) }

  package var isUnlimited: Bool { amount == .max }

  /// The sum; unlimited absorbs, and a sum past the largest number is unlimited.
  package static func + (left: Quantity, right: Quantity) -> Quantity {
    let (sum, overflow) = left.amount.addingReportingOverflow(right.amount)
    return Quantity(overflow ? .max : sum, left.unit)
  }
}

extension Quantity: Comparable {
  /// By amount; unlimited stands above every number.
  package static func < (left: Quantity, right: Quantity) -> Bool {
    left.amount < right.amount
  }
}

extension Quantity: CustomStringConvertible {
  /// As people write it: `6.2 GB`, `12`, `unlimited`.
  ///
  /// A size has at most two decimals, rounded to the nearest.
  package var description: String {
    if isUnlimited { return "unlimited" }
    guard unit == .bytes else { return String(amount) }
    let steps: [(Int64, String)] = [
      (1 << 50, "PB"), (1 << 40, "TB"), (1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"),
    ]
    for (index, (step, name)) in steps.enumerated() where amount >= step {
      let whole = amount / step
      // Hundredths, rounded to nearest; the remainder is below 2^50, so this cannot overflow.
      let hundredths = ((amount % step) * 100 + step / 2) / step
      if hundredths == 100 {
        return whole == 1023 && index > 0 ? "1 \(steps[index - 1].1)" : "\(whole + 1) \(name)"
      }
      if hundredths == 0 { return "\(whole) \(name)" }
      if hundredths % 10 == 0 { return "\(whole).\(hundredths / 10) \(name)" }
      return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths) \(name)"
    }
    return "\(amount) B"
  }
}

extension Quantity {
  /// Why a text is no quantity.
  package enum ParseError: Error, Hashable {
    case notANumber
    case negative
    case tooLarge
    /// A unit that no size has.
    case unknownUnit(String)
    /// A count with a size's unit.
    case unitOnCount
    /// A count with decimals.
    case fractionalCount
    /// A size with decimals and no unit, or a fraction of a byte.
    case fractionalBytes
    /// `3,1`: a decimal comma.
    case decimalComma
  }

  /// Reads what nearly all quantities are, a short number with a common unit or a whole one without;
  /// nil for everything else, `Quantity.parse` has the last word.
  init?(plain text: UnsafeBufferPointer<UInt8>, unit: Unit) {
    var digits: Int64 = 0
    // A power of ten for the decimals; zero before the point.
    var divisor: Int64 = 0
    var index = 0
    // Eight digits times a gigabyte are far below the largest number.
    while index < text.count, index < 9 {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits * 10 + Int64(digit)
        divisor *= 10
      } else if text[index] == UInt8(ascii: "."), divisor == 0, index > 0 {
        divisor = 1
      } else {
        break
      }
      index += 1
    }
    guard index > 0, divisor != 1 else { return nil }
    guard index < text.count else {
      guard divisor == 0 else { return nil }
      self.init(digits, unit)
      return
    }
    guard unit == .bytes, text.count == index + 3, text[index] == UInt8(ascii: " "),
      text[index + 2] == UInt8(ascii: "B")
    else { return nil }
    let power: Int64
    switch text[index + 1] {
    case UInt8(ascii: "K"): power = 10
    case UInt8(ascii: "M"): power = 20
    case UInt8(ascii: "G"): power = 30
    default: return nil
    }
    // Rounded to the nearest byte.
    self.init(divisor == 0 ? digits << power : ((digits << power) + divisor / 2) / divisor, unit)
  }

  /// Reads a quantity as hosting files write it.
  ///
  /// A size is a number of bytes, or a number with a unit; every unit stands for a power
  /// of 1024, as in Plesk. `unlimited` and `-1` are unlimited.
  package static func parse(_ text: String, unit: Unit) -> Result<Quantity, ParseError> {
    let text = text.trimmingSpaces()
    if text == "-1" || text.lowercased() == "unlimited" { return .success(.unlimited(unit)) }
    var scanner = text.unicodeScalars[...]
    var isNegative = false
    if let sign = scanner.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      scanner.removeFirst()
    }
    // Digits as one whole number and the number of decimals behind the point.
    var digits: UInt128 = 0
    var decimals = 0
    var sawDigit = false
    var sawPoint = false
    while let scalar = scanner.first {
      if let digit = scalar.decimalDigit {
        sawDigit = true
        // Decimals past the tenth cannot move a byte of any size that fits.
        if !sawPoint || decimals < 10 {
          digits = digits * 10 + UInt128(digit)
          if sawPoint { decimals += 1 }
        }
        if digits > UInt128(UInt64.max) * 10_000_000_000 { return .failure(.tooLarge) }
      } else if scalar == ".", !sawPoint {
        sawPoint = true
      } else if scalar == ",", sawDigit {
        return .failure(.decimalComma)
      } else {
        break
      }
      scanner.removeFirst()
    }
    guard sawDigit else { return .failure(.notANumber) }
    let suffix = String(scanner).trimmingSpaces()
    var factor: UInt128 = 1
    if !suffix.isEmpty {
      guard suffix.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic }) else {
        return .failure(.notANumber)
      }
      guard unit == .bytes else { return .failure(.unitOnCount) }
      guard let power = power(ofUnit: suffix) else { return .failure(.unknownUnit(suffix)) }
      factor = 1 << (10 * UInt128(power))
    }
    if sawPoint, factor == 1 {
      return .failure(unit == .count ? .fractionalCount : .fractionalBytes)
    }
    if isNegative, digits > 0 { return .failure(.negative) }
    var divisor: UInt128 = 1
    for _ in 0..<decimals { divisor *= 10 }
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    let (raised, overflowOfHalf) = product.addingReportingOverflow(divisor / 2)
    if overflow || overflowOfHalf { return .failure(.tooLarge) }
    let rounded = raised / divisor
    guard rounded < UInt128(Int64.max) else { return .failure(.tooLarge) }
    return .success(Quantity(Int64(rounded), unit))
  }

  /// The power of 1024 that a size's unit stands for: `GB`, `G`, `GiB` and `Go` are 3.
  private static func power(ofUnit suffix: String) -> Int? {
    let letters = Array(suffix.lowercased().unicodeScalars)
    if letters == ["b"] || letters == ["o"] { return 0 }
    let prefixes: [Unicode.Scalar] = ["k", "m", "g", "t", "p"]
    guard let first = letters.first, let index = prefixes.firstIndex(of: first) else { return nil }
    let rest = letters.dropFirst().map(Character.init)
    let known: [[Character]] = [[], ["b"], ["o"], ["i", "b"], ["i", "o"]]
    return known.contains(rest) ? index + 1 : nil
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII digit.
  fileprivate var decimalDigit: UInt8? {
    ("0"..."9").contains(self) ? UInt8(value - 48) : nil
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  package func trimmingSpaces() -> String {
    let isSpace: (Unicode.Scalar) -> Bool = {
      $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0 == "\u{202F}"
    }
    let scalars = unicodeScalars.drop(while: isSpace)
    guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(scalars[...last])
  }
}
