/// The rule for the time after the last transition: a POSIX `TZ` text such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
  private struct Change: Sendable {
    enum Day: Sendable {
      /// From 1, 29 February never counted.
      case julian(Int)
      /// From 0, 29 February counted.
      case ordinal(Int)
      /// A weekday of a week (5: the last) of a month.
      case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    let time: Int64

    /// Seconds since 1970 on the zone's own clock.
    func seconds(in year: Int) -> Int64 {
      let start = CivilTime(year: year, month: 1, day: 1)
      switch day {
      case .julian(let number):
        let isLeap = CivilTime.daysIn(month: 2, year: year) == 29
        let days = number - 1 + (isLeap && number > 59 ? 1 : 0)
        return (start.days + Int64(days)) * 86_400 + time
      case .ordinal(let number): return (start.days + Int64(number)) * 86_400 + time
      case .weekday(let month, let week, let day):
        let first = CivilTime(year: year, month: month, day: 1)
        var date = 1 + (day - first.weekday + 7) % 7 + (week - 1) * 7
        while date > CivilTime.daysIn(month: month, year: year) { date -= 7 }
        return CivilTime(year: year, month: month, day: date).seconds + time
      }
    }
  }

  private var standard: Int64 = 0
  private var summer: (offset: Int64, start: Change, end: Change)?

  /// Nil where the text is none.
  init?(_ text: [UInt8]) {
    var rest = text[...]
    guard Self.skipName(&rest), let offset = Self.time(&rest) else { return nil }
    standard = -offset
    guard !rest.isEmpty else { return }
    guard Self.skipName(&rest) else { return nil }
    var summerOffset = standard + 3600
    if rest.first != UInt8(ascii: ",") {
      guard let offset = Self.time(&rest) else { return nil }
      summerOffset = -offset
    }
    guard let start = Self.change(&rest), let end = Self.change(&rest) else { return nil }
    summer = (summerOffset, start, end)
  }

  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilTime(seconds: seconds &+ standard).year
    let start = summer.start.seconds(in: year) - standard
    let end = summer.end.seconds(in: year) - summer.offset
    let isSummer =
      start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
    return isSummer ? summer.offset : standard
  }

  private static func skipName(_ rest: inout ArraySlice<UInt8>) -> Bool {
    if rest.first == UInt8(ascii: "<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let name = rest.prefix { isLetter($0) }
    rest.removeFirst(name.count)
    return !name.isEmpty
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(while: isDigit)
    guard !digits.isEmpty, digits.count < 6 else { return nil }
    rest.removeFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func take(_ byte: Character, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == byte.asciiValue else { return false }
    rest.removeFirst()
    return true
  }

  /// Hours, minutes and seconds, as in `-3:30`.
  private static func time(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let isNegative = take("-", &rest)
    if !isNegative { _ = take("+", &rest) }
    guard let hours = number(&rest) else { return nil }
    var seconds = hours * 3600
    if take(":", &rest) {
      guard let minutes = number(&rest) else { return nil }
      seconds += minutes * 60
      if take(":", &rest) {
        guard let more = number(&rest) else { return nil }
        seconds += more
      }
    }
    return Int64(isNegative ? -seconds : seconds)
  }

  private static func change(_ rest: inout ArraySlice<UInt8>) -> Change? {
    guard take(",", &rest) else { return nil }
    let day: Change.Day
    if take("M", &rest) {
      guard let month = number(&rest), take(".", &rest), let week = number(&rest),
        take(".", &rest), let weekday = number(&rest), (1...12).contains(month),
        (1...5).contains(week), weekday < 7
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else if take("J", &rest) {
      guard let number = number(&rest) else { return nil }
      day = .julian(number)
    } else {
      guard let number = number(&rest) else { return nil }
      day = .ordinal(number)
    }
    var time: Int64 = 7200
    if take("/", &rest) {
      guard let found = self.time(&rest) else { return nil }
      time = found
    }
    return Change(day: day, time: time)
  }
}
