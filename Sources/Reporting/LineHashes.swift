internal import Parallel

/// GitHub's hash of lines of a text, by which code scanning follows a result through edits.
///
/// A rolling hash over 100 UTF-16 code units from the start of the line, spaces
/// and tabs left out, as in `fingerprints.ts` of github/codeql-action.
struct LineHashes {
  /// From how many bytes on a text is hashed on several threads.
  private static let smallestPiece = 1 << 20

  /// The hash of each line that was asked for, and how many lines up to it have the same.
  private var hashes: [Int: (hash: UInt64, number: Int)] = [:]

  /// Hashes lines of a text.
  ///
  /// - Parameters:
  ///   - text: UTF-8, a byte-order mark included where it has one.
  ///   - lines: The 1-based numbers of those that will be asked for.
  ///   - threads: How many threads work.
  init(text: [UInt8], lines: some Sequence<Int>, threads: Int = 1) {
    let pieces = Self.pieces(of: text, threads: threads)
    let found = parallelMap(pieces.count, threads: threads) { piece in
      var hasher = LineHasher()
      return hasher.hashes(ofLinesIn: pieces[piece], of: text)
    }
    let lines = lines.sorted().drop { $0 < 1 }
    // Each line of the text is looked up, and nearly none has a hash that is wanted.
    var filter = HashFilter()
    var counts: [UInt64: Int] = [:]
    counts.reserveCapacity(lines.count)
    var wanted = lines
    var before = 0
    for piece in found {
      while let line = wanted.first, line - before <= piece.count {
        counts[piece[line - before - 1]] = 0
        filter.insert(piece[line - before - 1])
        wanted.removeFirst()
      }
      before += piece.count
    }
    hashes.reserveCapacity(lines.count)
    wanted = lines
    var line = 0
    for piece in found {
      for hash in piece {
        line += 1
        guard filter.mayContain(hash), let count = counts[hash] else { continue }
        counts[hash] = count + 1
        guard wanted.first == line else { continue }
        hashes[line] = (hash, count + 1)
        wanted = wanted.drop { $0 == line }
      }
    }
  }

  /// The hash of a 1-based line, `271789c17abda88f:1`; nil for a line that is not there, or was not
  /// asked for.
  func hash(ofLine line: Int) -> String? {
    hashes[line].map { String($0.hash, radix: 16) + ":" + String($0.number) }
  }

  /// Ranges of whole lines that make up a text.
  private static func pieces(of text: [UInt8], threads: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    let size = max(text.count / max(threads, 1) + 1, smallestPiece)
    while text.count - start > size,
      let lineFeed = text[(start + size)...].firstIndex(of: UInt8(ascii: "\n"))
    {
      pieces.append(start..<lineFeed + 1)
      start = lineFeed + 1
    }
    return pieces + [start..<text.count]
  }
}

/// Remembers numbers in a few bits each: says of any other that it may be there, or surely is not.
private struct HashFilter {
  private var bits = [UInt64](repeating: 0, count: 1 << 14)

  mutating func insert(_ hash: UInt64) {
    let (word, bit) = Self.place(of: hash)
    bits[word] |= bit
  }

  func mayContain(_ hash: UInt64) -> Bool {
    let (word, bit) = Self.place(of: hash)
    return bits[word] & bit != 0
  }

  private static func place(of hash: UInt64) -> (word: Int, bit: UInt64) {
    let mixed = (hash &* 0x9E37_79B9_7F4A_7C15) >> 44
    return (Int(truncatingIfNeeded: mixed >> 6), 1 << (mixed & 63))
  }
}

/// Hashes the lines of a text, or of a range of it.
///
/// The hash of a window is told by the hashes of the text up to its end and up to its start, so that
/// nothing is kept of the code units between.
private struct LineHasher {
  private static let windowSize = 100
  private static let base: UInt64 = 37
  /// 37¹⁰⁰ modulo 2⁶⁴.
  private static let oldestFactor = (0..<windowSize).reduce(UInt64(1)) { power, _ in power &* base }
  /// Stands behind the last code unit of the text.
  private static let endOfText: UInt16 = 0xFFFF
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The hash of all code units so far, and their number.
  private var prefix: UInt64 = 0
  private var units = 0
  /// Of the lines whose window is not full: what their start takes off, and the number of code units
  /// at which it is. A ring, with room for more lines than a window has code units.
  private var open = [(start: UInt64, end: Int)](repeating: (0, 0), count: 128)
  private var firstOpen = 0
  private var lastOpen = 0
  private var nextEnd = Int.max
  private var hashes: [UInt64] = []

  private var isLineStart = true
  private var followsCarriageReturn = false

  /// The hashes of the lines of a range, which starts at a line's start and ends behind a line feed,
  /// or with the text.
  mutating func hashes(ofLinesIn range: Range<Int>, of text: [UInt8]) -> [UInt64] {
    text.withUnsafeBufferPointer { text in
      read(text, range)
      let isLast = range.upperBound == text.count
      if !isLast {
        // The windows of its last lines reach into what follows.
        var offset = range.upperBound
        while nextEnd < Int.max, offset < text.count {
          let end = min(offset + Self.windowSize, text.count)
          offset = read(text, offset..<end, startsLines: false)
        }
      }
      if isLast || nextEnd < Int.max { add(Self.endOfText, startsLine: isLast && isLineStart) }
    }
    while nextEnd < Int.max { add(0, startsLine: false) }
    return hashes
  }

  /// Reads a range, and what is left of a character that it ends in; returns where it came to.
  @discardableResult
  private mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, startsLines: Bool = true
  ) -> Int {
    var offset = range.lowerBound
    while offset < range.upperBound {
      if !isLineStart { readWord(text, &offset, to: range.upperBound) }
      guard offset < range.upperBound else { break }
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        || (followsCarriageReturn && byte == Self.lineFeed)
      {
        followsCarriageReturn = false
      } else if byte < 0x80 {
        followsCarriageReturn = byte == Self.carriageReturn
        let endsLine = followsCarriageReturn || byte == Self.lineFeed
        add(UInt16(endsLine ? Self.lineFeed : byte), startsLine: startsLines && isLineStart)
        isLineStart = endsLine
      } else {
        let start = offset - 1
        while offset < text.count, text[offset] >= 0x80 { offset += 1 }
        for unit in String(decoding: text[start..<offset], as: UTF8.self).utf16 {
          add(unit, startsLine: startsLines && isLineStart)
          isLineStart = false
        }
        followsCarriageReturn = false
      }
    }
    return offset
  }

  /// Reads ASCII without blanks that fills no window, in a loop of nothing else: most of any text.
  @inline(__always)
  private mutating func readWord(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: inout Int, to end: Int
  ) {
    let start = offset
    let limit = start + min(end - start, nextEnd - units - 1)
    var hash = prefix
    while offset < limit {
      let byte = text[offset]
      guard byte > UInt8(ascii: " "), byte < 0x80 else { break }
      hash = Self.base &* hash &+ UInt64(byte)
      offset += 1
    }
    guard offset > start else { return }
    prefix = hash
    units += offset - start
    followsCarriageReturn = false
  }

  /// Takes one code unit in, and completes the line whose window it fills.
  @inline(__always)
  private mutating func add(_ unit: UInt16, startsLine: Bool) {
    if startsLine {
      let end = units + Self.windowSize
      open[lastOpen & 127] = (prefix &* Self.oldestFactor, end)
      lastOpen += 1
      if nextEnd == Int.max { nextEnd = end }
    }
    prefix = Self.base &* prefix &+ UInt64(unit)
    units += 1
    if units == nextEnd {
      hashes.append(prefix &- open[firstOpen & 127].start)
      firstOpen += 1
      nextEnd = firstOpen < lastOpen ? open[firstOpen & 127].end : Int.max
    }
  }
}
