/// A point in time on the proleptic Gregorian calendar.
///
/// The algorithms between days and dates are Howard Hinnant's
/// ("chrono-Compatible Low-Level Date Algorithms").
struct CivilTime {
  var year: Int
  /// From 1.
  var month: Int
  /// From 1.
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0

  /// The first and last second of the years 1 to 9999.
  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date and time of seconds since 1970-01-01T00:00:00.
  init(seconds: Int64) {
    let (days, rest) = Self.divide(seconds, 86_400)
    let shifted = days + 719_468
    let (era, dayOfEra) = Self.divide(shifted, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = Int(rest / 3600)
    minute = Int(rest / 60 % 60)
    second = Int(rest % 60)
  }

  /// Seconds since 1970-01-01T00:00:00.
  var seconds: Int64 {
    days * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
  }

  /// Days since 1970-01-01.
  var days: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = Self.divide(shiftedYear, 400)
    let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// From 0 for Sunday.
  var weekday: Int { Int(Self.divide(days + 4, 7).remainder) }

  /// From 0 for the first of January.
  var dayOfYear: Int { Int(days - CivilTime(year: year, month: 1, day: 1).days) }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Division that rounds down, so that the remainder is never negative.
  private static func divide(
    _ value: Int64, _ divisor: Int64
  ) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

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
    var total: Int64 = 0
    while !reader.isAtEnd {
      guard let (whole, fraction, scale) = reader.decimal(), let unit = reader.unit() else {
        return nil
      }
      let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
      guard !overflow else { return nil }
      let part = Int64((Double(fraction) * (Double(unit) / scale)))
      let (sum, first) = total.addingReportingOverflow(product)
      let (next, second) = sum.addingReportingOverflow(part)
      guard !first, !second else { return nil }
      total = next
    }
    if isNegative { total = -total }
    let (seconds, nanoseconds) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
    return (seconds, Int32(nanoseconds))
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
    mutating func decimal() -> (whole: Int64, fraction: Int64, scale: Double)? {
      let digits = rest.prefix(while: isDigit)
      rest.removeFirst(digits.count)
      guard let whole = digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self)) else {
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
    mutating func unit() -> Int64? {
      for (name, value) in Self.units where take(name) { return value }
      return nil
    }

    private static let units: [(String, Int64)] = [
      ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000),
      ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
  }
}
