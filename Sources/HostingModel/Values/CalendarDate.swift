/// A day in the proleptic Gregorian calendar.
package struct CalendarDate: Hashable, FieldValue, Comparable {
  /// Year, month and day as decimal digits, `20261122`: every subscription has two dates.
  private let digits: Int32

  package static var placeholder: CalendarDate { CalendarDate(digits: 10_101) }

  package var year: Int { Int(digits) / 10_000 }
  package var month: Int { Int(digits) / 100 % 100 }
  package var day: Int { Int(digits) % 100 }

  /// A date that exists, from year 1 to 9999; nil otherwise.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    guard day <= length else { return nil }
    digits = Int32(year * 10_000 + month * 100 + day)
  }

  private init(digits: Int32) {
    self.digits = digits
  }

  /// Reads `YYYY-MM-DD`; nil for any other form and for days that do not exist.
  package init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let date = text.withUTF8({ CalendarDate(utf8: $0) }) else { return nil }
    self = date
  }

  /// The same of a text's bytes.
  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Midnight UTC at the day's start, in seconds since 1970-01-01.
  ///
  /// The day count is Howard Hinnant's `days_from_civil`.
  package var secondsSince1970: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400
  }

  /// The day that holds a moment, seconds since 1970-01-01; nil outside years 1 to 9999.
  package init?(secondsSince1970 seconds: Int64) {
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    guard days > -1_000_000, days < 4_000_000 else { return nil }
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.digits < right.digits
  }
}
