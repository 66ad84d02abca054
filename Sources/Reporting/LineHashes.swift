/// GitHub's hash of each line of a text, by which code scanning follows a result
/// through edits.
///
/// A rolling hash over 100 UTF-16 code units from the start of the line, spaces
/// and tabs left out, as in `fingerprints.ts` of github/codeql-action.
struct LineHashes {
  private static let windowSize = 100
  private static let base: UInt64 = 37
  /// 37¹⁰⁰ modulo 2⁶⁴.
  private static let oldestFactor = (0..<windowSize).reduce(UInt64(1)) { power, _ in power &* base }
  /// Stands behind the last code unit of the text.
  private static let endOfText: UInt16 = 0xFFFF

  private var hashes: [UInt64] = []
  /// How many lines up to this one have its hash.
  private var occurrences: [Int] = []

  /// Hashes a text (UTF-8, a byte-order mark included where it has one).
  init(text: [UInt8]) {
    var rolling = RollingHash()
    var isLineStart = true
    var followsCarriageReturn = false
    for unit in String(decoding: text, as: UTF8.self).utf16 {
      let isLineFeed = unit == UInt16(UInt8(ascii: "\n"))
      if unit == UInt16(UInt8(ascii: " ")) || unit == UInt16(UInt8(ascii: "\t"))
        || (followsCarriageReturn && isLineFeed)
      {
        followsCarriageReturn = false
        continue
      }
      followsCarriageReturn = unit == UInt16(UInt8(ascii: "\r"))
      let endsLine = isLineFeed || followsCarriageReturn
      rolling.add(
        endsLine ? UInt16(UInt8(ascii: "\n")) : unit, startsLine: isLineStart, to: &hashes)
      isLineStart = endsLine
    }
    rolling.add(Self.endOfText, startsLine: isLineStart, to: &hashes)
    for _ in 0..<Self.windowSize { rolling.add(0, startsLine: false, to: &hashes) }

    var counts: [UInt64: Int] = [:]
    occurrences.reserveCapacity(hashes.count)
    for hash in hashes {
      let count = counts[hash, default: 0] + 1
      counts[hash] = count
      occurrences.append(count)
    }
  }

  /// The hash of a 1-based line, `271789c17abda88f:1`; nil for a line that is not there.
  func hash(ofLine line: Int) -> String? {
    let index = line - 1
    guard hashes.indices.contains(index) else { return nil }
    return String(hashes[index], radix: 16) + ":" + String(occurrences[index])
  }

  private struct RollingHash {
    private var value: UInt64 = 0
    private var window = [UInt16](repeating: 0, count: windowSize)
    private var startsLine = [Bool](repeating: false, count: windowSize)
    private var index = 0

    /// Takes one code unit in; the hash of the line that the oldest one starts is then complete.
    mutating func add(_ unit: UInt16, startsLine isLineStart: Bool, to hashes: inout [UInt64]) {
      if startsLine[index] { hashes.append(value) }
      startsLine[index] = isLineStart
      value = base &* value &+ UInt64(unit) &- oldestFactor &* UInt64(window[index])
      window[index] = unit
      index = (index + 1) % windowSize
    }
  }
}
