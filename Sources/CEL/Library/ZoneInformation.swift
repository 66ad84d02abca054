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
