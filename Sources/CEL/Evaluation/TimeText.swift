/// Timestamps and durations as text.
enum TimeText {
  /// RFC 3339 in UTC, the fraction without zeros at its end.
  static func timestamp(_ seconds: Int64, _ nanoseconds: Int32) -> String {
    let time = CivilTime(seconds: seconds)
    return padded(time.year, 4) + "-" + padded(time.month, 2) + "-" + padded(time.day, 2) + "T"
      + padded(time.hour, 2) + ":" + padded(time.minute, 2) + ":" + padded(time.second, 2)
      + fraction(nanoseconds) + "Z"
  }

  /// Seconds with a fraction as needed: `90s`, `-1.5s`.
  static func duration(_ seconds: Int64, _ nanoseconds: Int32) -> String {
    (seconds < 0 || nanoseconds < 0 ? "-" : "") + String(seconds.magnitude)
      + fraction(Int32(truncatingIfNeeded: nanoseconds.magnitude)) + "s"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func fraction(_ nanoseconds: Int32) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = padded(Int(nanoseconds), 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }

  /// Reads RFC 3339; nil where the text is none, or outside the years 1 to 9999.
  static func parseTimestamp(_ text: [UInt8]) -> (seconds: Int64, nanoseconds: Int32)? {
    var reader = Reader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2), reader.take("T") || reader.take("t"),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
      reader.take(":"), let second = reader.number(2)
    else { return nil }
    guard (1...12).contains(month), day >= 1, day <= CivilTime.daysIn(month: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds: Int32 = 0
    if reader.take(".") {
      guard let found = reader.fraction() else { return nil }
      nanoseconds = found
    }
    var time = CivilTime(year: year, month: month, day: day)
    time.hour = hour
    time.minute = minute
    time.second = second
    var seconds = time.seconds
    if !reader.take("Z"), !reader.take("z") {
      let isWest = reader.take("-")
      guard isWest || reader.take("+"), let hours = reader.number(2), reader.take(":"),
        let minutes = reader.number(2), hours < 24, minutes < 60
      else { return nil }
      let offset = Int64(hours * 3600 + minutes * 60)
      seconds += isWest ? offset : -offset
    }
    guard reader.isAtEnd, CivilTime.range.contains(seconds) else { return nil }
    return (seconds, nanoseconds)
  }

  /// Reads a duration in Go's grammar: `1h30m`, `-1.5s`, `100ms`, `0`; nil where
  /// the text is none, or beyond 64 bits of nanoseconds.
  static func parseDuration(_ text: [UInt8]) -> (seconds: Int64, nanoseconds: Int32)? {
    var reader = Reader(text)
    let isNegative = reader.take("-")
    if !isNegative { _ = reader.take("+") }
    if reader.rest == [UInt8(ascii: "0")] { return (0, 0) }
    guard !reader.isAtEnd else { return nil }
    // The least duration has no positive counterpart, so the sign comes last.
    var total: UInt64 = 0
    while !reader.isAtEnd {
      guard let (whole, fraction, scale) = reader.decimal(), let unit = reader.unit() else {
        return nil
      }
      let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
      guard !overflow else { return nil }
      let part = UInt64((Double(fraction) * (Double(unit) / scale)))
      let (sum, first) = total.addingReportingOverflow(product)
      let (next, second) = sum.addingReportingOverflow(part)
      guard !first, !second else { return nil }
      total = next
    }
    guard total <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
    let seconds = Int64(quotient)
    let nanoseconds = Int32(remainder)
    return isNegative ? (-seconds, -nanoseconds) : (seconds, nanoseconds)
  }

  /// Takes parts off the front of a text.
  private struct Reader {
    var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) {
      rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest.removeFirst(text.utf8.count)
      return true
    }

    mutating func number(_ width: Int) -> Int? {
      guard rest.count >= width, rest.prefix(width).allSatisfy(isDigit) else { return nil }
      defer { rest.removeFirst(width) }
      return rest.prefix(width).reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// Nanoseconds from the digits behind a point; those past the ninth are cut.
    mutating func fraction() -> Int32? {
      let digits = rest.prefix(while: isDigit)
      guard !digits.isEmpty else { return nil }
      rest.removeFirst(digits.count)
      var value: Int32 = 0
      for place in 0..<9 {
        value =
          value * 10 + (place < digits.count ? Int32(digits[digits.startIndex + place] - 48) : 0)
      }
      return value
    }

    /// A decimal number as whole part, digits behind the point and their scale.
    mutating func decimal() -> (whole: UInt64, fraction: Int64, scale: Double)? {
      let digits = rest.prefix(while: isDigit)
      rest.removeFirst(digits.count)
      guard let whole = digits.isEmpty ? 0 : UInt64(String(decoding: digits, as: UTF8.self)) else {
        return nil
      }
      guard take(".") else { return digits.isEmpty ? nil : (whole, 0, 1) }
      let behind = rest.prefix(while: isDigit)
      rest.removeFirst(behind.count)
      guard !digits.isEmpty || !behind.isEmpty else { return nil }
      var fraction: Int64 = 0
      var scale = 1.0
      for digit in behind.prefix(15) {
        fraction = fraction * 10 + Int64(digit - 48)
        scale *= 10
      }
      return (whole, fraction, scale)
    }

    /// The nanoseconds of a unit's name.
    mutating func unit() -> UInt64? {
      for (name, value) in Self.units where take(name) { return value }
      return nil
    }

    private static let units: [(String, UInt64)] = [
      ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000),
      ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
  }
}
