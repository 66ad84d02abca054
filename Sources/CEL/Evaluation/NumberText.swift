/// Numbers as text, in the forms that CEL takes from Go.
enum NumberText {
  /// The decimal digits of a finite double's magnitude and the place of the
  /// point: `0.digits × 10^point`.
  struct Decimal {
    var digits: [UInt8]
    var point: Int
  }

  /// The fewest digits that read back as the same double.
  static func shortest(_ value: Double) -> Decimal {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var text = value.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: text, as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - 48)
      }
    }
    var decimal = Decimal(digits: digits, point: (point ?? digits.count) + exponent)
    let zeros = decimal.digits.prefix { $0 == 0 }.count
    decimal.digits.removeFirst(zeros)
    decimal.point -= zeros
    while decimal.digits.last == 0 { decimal.digits.removeLast() }
    if decimal.digits.isEmpty { decimal.point = 0 }
    return decimal
  }

  /// All digits of a finite double, which a binary fraction always has.
  static func exact(_ value: Double) -> Decimal {
    guard value != 0 else { return Decimal(digits: [], point: 0) }
    let magnitude = value.magnitude
    var mantissa = magnitude.significandBitPattern
    var exponent = -1074
    if magnitude.isNormal {
      mantissa |= 1 << 52
      exponent = Int(magnitude.exponentBitPattern) - 1075
    }
    while mantissa & 1 == 0 {
      mantissa >>= 1
      exponent += 1
    }
    // Little-endian limbs of nine decimal digits.
    var limbs: [UInt64] = [mantissa % limb, mantissa / limb % limb]
    let factor: UInt64 = exponent < 0 ? 5 : 2
    for _ in 0..<exponent.magnitude { multiply(&limbs, by: factor) }
    var digits: [UInt8] = []
    for value in limbs.reversed() {
      let text = String(value)
      digits.append(contentsOf: repeatElement(0, count: 9 - text.utf8.count))
      digits.append(contentsOf: text.utf8.map { $0 - 48 })
    }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    // With a negative exponent the digits are those of value × 10^-exponent.
    return Decimal(digits: digits, point: digits.count + min(exponent, 0))
  }

  private static let limb: UInt64 = 1_000_000_000

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % limb
      carry = product / limb
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// `string(double)`: Go's shortest `%g` (`1e+06`, `1`, `-0`, `+Inf`), with an
  /// exponent from 10^6 on and below 10^-4.
  static func general(_ value: Double) -> String {
    if let special = special(value) { return special }
    let decimal = shortest(value)
    let sign = value.sign == .minus ? "-" : ""
    let exponent = decimal.point - 1
    if !decimal.digits.isEmpty, exponent < -4 || exponent >= 6 {
      return sign + scientific(decimal.digits, exponent)
    }
    return sign + plain(decimal)
  }

  static func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return nil
  }

  /// Digits with their point and no exponent.
  static func plain(_ decimal: Decimal) -> String {
    let digits = decimal.digits.map { Character(Unicode.Scalar($0 + 48)) }
    if digits.isEmpty { return "0" }
    if decimal.point <= 0 {
      return "0." + String(repeating: "0", count: -decimal.point) + String(digits)
    }
    if decimal.point >= digits.count {
      return String(digits) + String(repeating: "0", count: decimal.point - digits.count)
    }
    return String(digits[..<decimal.point]) + "." + String(digits[decimal.point...])
  }

  private static func scientific(_ digits: [UInt8], _ exponent: Int) -> String {
    var text = String(digits.first ?? 0)
    if digits.count > 1 { text += "." + digits.dropFirst().map { String($0) }.joined() }
    let magnitude = exponent.magnitude
    return text + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + String(magnitude)
  }

  /// `%.Nf`: rounded to a number of decimals, halves to even on the exact value.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let decimal = rounded(exact(value), to: exact(value).point + decimals)
    let sign = value.sign == .minus ? "-" : ""
    var digits = decimal.digits
    var point = decimal.point
    if point < 1 {
      digits.insert(contentsOf: repeatElement(0, count: 1 - point), at: 0)
      point = 1
    }
    let missing = point + decimals - digits.count
    if missing > 0 { digits.append(contentsOf: repeatElement(0, count: missing)) }
    let whole = digits[..<point].map { String($0) }.joined()
    guard decimals > 0 else { return sign + whole }
    return sign + whole + "." + digits[point..<point + decimals].map { String($0) }.joined()
  }

  /// `%.Ne`: one digit, a number of decimals, and an exponent.
  static func scientific(_ value: Double, decimals: Int) -> String {
    let sign = value.sign == .minus ? "-" : ""
    var decimal = rounded(exact(value), to: decimals + 1)
    if decimal.digits.isEmpty { decimal = Decimal(digits: [0], point: 1) }
    let missing = decimals + 1 - decimal.digits.count
    if missing > 0 { decimal.digits.append(contentsOf: repeatElement(0, count: missing)) }
    return sign + scientific(Array(decimal.digits.prefix(decimals + 1)), decimal.point - 1)
  }

  /// The decimal rounded to a number of digits, halves to even.
  private static func rounded(_ decimal: Decimal, to count: Int) -> Decimal {
    guard count < decimal.digits.count else { return decimal }
    guard count >= 0 else { return Decimal(digits: [], point: 0) }
    var result = Decimal(digits: Array(decimal.digits.prefix(count)), point: decimal.point)
    let rest = decimal.digits[count...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let up = isHalf ? (result.digits.last ?? 0) % 2 == 1 : (rest.first ?? 0) >= 5
    guard up else { return result }
    var place = count - 1
    while place >= 0 {
      if result.digits[place] < 9 {
        result.digits[place] += 1
        return result
      }
      result.digits[place] = 0
      place -= 1
    }
    result.digits.insert(1, at: 0)
    result.point += 1
    return result
  }
}
