internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Offsets from UTC: fixed ones, and those of the system's time-zone database.
enum TimeZones {
  struct Failure: Error {
    let message: String
  }

  /// The seconds that a zone is ahead of UTC at a point in time.
  ///
  /// - Parameter name: `Europe/Paris`, `UTC`, `+01:30`, `-02:00` or `02:00`.
  static func offset(of name: String, at seconds: Int64) -> Result<Int64, Failure> {
    if name.isEmpty || name == "UTC" || name == "Z" { return .success(0) }
    if let offset = fixedOffset(name) { return .success(offset) }
    let zone = zones.withLock { zones -> ZoneInformation? in
      if let known = zones[name] { return known }
      let zone = load(name)
      if zones.count < 1000 { zones[name] = zone }
      return zone
    }
    guard let zone else {
      let hint = hasDatabase ? "" : "; this system has no time-zone database (package tzdata)"
      return .failure(Failure(message: "unknown time zone '\(name)'\(hint)"))
    }
    return .success(zone.offset(at: seconds))
  }

  private static let zones = Mutex<[String: ZoneInformation?]>([:])

  private static func fixedOffset(_ name: String) -> Int64? {
    var text = Array(name.utf8)[...]
    var sign: Int64 = 1
    if text.first == UInt8(ascii: "-") { sign = -1 }
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text.removeFirst() }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }),
      let hours = Int64(String(decoding: parts[0], as: UTF8.self)), hours < 24,
      let minutes = Int64(String(decoding: parts[1], as: UTF8.self)), minutes < 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static let folders = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
  ]

  private static var hasDatabase: Bool {
    folders.contains { access($0 + "/UTC", R_OK) == 0 || access($0 + "/Etc/UTC", R_OK) == 0 }
  }

  private static func load(_ name: String) -> ZoneInformation? {
    let allowed = name.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || [0x2F, 0x2B, 0x2D].contains($0)
    }
    guard allowed, name.utf8.count < 64, !name.hasPrefix("/") else { return nil }
    for folder in folders {
      if let bytes = read(folder + "/" + name), let zone = ZoneInformation(bytes) { return zone }
    }
    return nil
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }
}

/// A zone's transitions, read from a TZif file (RFC 9636).
struct ZoneInformation: Sendable {
  private var transitions: [(at: Int64, offset: Int64)] = []
  private var initialOffset: Int64 = 0
  private var rule: ZoneRule?

  /// Nil where the bytes are no TZif file.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes)
    guard let first = reader.header() else { return nil }
    var counts = first
    var width = 4
    if first.version >= 2 {
      reader.skip(first.length(width: 4))
      guard let second = reader.header() else { return nil }
      counts = second
      width = 8
    }
    var times: [Int64] = []
    for _ in 0..<counts.times {
      guard let time = reader.integer(width) else { return nil }
      times.append(time)
    }
    var kinds: [Int] = []
    for _ in 0..<counts.times {
      guard let kind = reader.integer(1) else { return nil }
      kinds.append(Int(kind & 0xFF))
    }
    var offsets: [Int64] = []
    for _ in 0..<counts.types {
      guard let offset = reader.integer(4) else { return nil }
      offsets.append(offset)
      reader.skip(2)
    }
    guard !offsets.isEmpty, kinds.allSatisfy({ $0 < offsets.count }) else { return nil }
    initialOffset = offsets[0]
    transitions = zip(times, kinds).map { ($0, offsets[$1]) }
    if width == 8 {
      reader.skip(
        counts.characters + counts.leaps * 12 + counts.standards + counts.universals)
      rule = reader.footer().flatMap { ZoneRule($0) }
    }
  }

  /// The seconds ahead of UTC at a point in time.
  func offset(at seconds: Int64) -> Int64 {
    guard let last = transitions.last else { return rule?.offset(at: seconds) ?? initialOffset }
    if seconds >= last.at { return rule?.offset(at: seconds) ?? last.offset }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffset : transitions[low - 1].offset
  }

  private struct Header {
    var version = 1
    var universals = 0
    var standards = 0
    var leaps = 0
    var times = 0
    var types = 0
    var characters = 0

    func length(width: Int) -> Int {
      times * width + times + types * 6 + characters + leaps * (width + 4) + standards
        + universals
    }
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func skip(_ count: Int) {
      position = min(bytes.count, position + max(0, count))
    }

    /// A big-endian signed integer.
    mutating func integer(_ width: Int) -> Int64? {
      guard position + width <= bytes.count else { return nil }
      var value: Int64 = width == 1 ? 0 : Int64(Int8(bitPattern: bytes[position]))
      if width == 1 { value = Int64(bytes[position]) }
      for place in 1..<max(width, 1) { value = value << 8 | Int64(bytes[position + place]) }
      position += width
      return value
    }

    mutating func header() -> Header? {
      guard bytes[position...].starts(with: "TZif".utf8), position + 44 <= bytes.count else {
        return nil
      }
      var header = Header()
      header.version = Int(bytes[position + 4]) - 48
      position += 20
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = integer(4), count >= 0, count < 1 << 20 else { return nil }
        counts.append(Int(count))
      }
      header.universals = counts[0]
      header.standards = counts[1]
      header.leaps = counts[2]
      header.times = counts[3]
      header.types = counts[4]
      header.characters = counts[5]
      return header
    }

    /// The text between the last two line feeds.
    func footer() -> [UInt8]? {
      guard position < bytes.count, bytes[position] == 0x0A else { return nil }
      return Array(bytes[(position + 1)...].prefix { $0 != 0x0A })
    }
  }
}

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
