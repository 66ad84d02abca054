/// Which characters are one where case is ignored: Unicode's simple case folding
/// (CaseFolding.txt, status C and S), without the Turkish mappings.
enum PatternFolding {
  /// The ranges with all characters that fold to the same as one of theirs.
  static func folded(_ ranges: PatternClasses.Ranges) -> PatternClasses.Ranges {
    var result = ranges
    for range in ranges where range != 0...0x10FFFF {
      var place = firstMember(from: range.lowerBound)
      while place < members.count, members[place] <= range.upperBound {
        for other in orbits[members[place]] ?? [] where !range.contains(other) {
          result.append(other...other)
        }
        place += 1
      }
    }
    return PatternClasses.merged(result)
  }

  /// Each character that is not alone, with all that fold to the same.
  ///
  /// The standard library has the mappings of cases but not the folding. Joining each
  /// character with its mappings gives the folding, apart from the pairs handled here.
  private static let orbits: [UInt32: [UInt32]] = {
    var orbits: [UInt32: [UInt32]] = [:]
    func join(_ first: UInt32, _ second: UInt32) {
      let left = orbits[first] ?? [first]
      guard !left.contains(second) else { return }
      let both = left + (orbits[second] ?? [second])
      for member in both { orbits[member] = both }
    }
    for value in blocks.joined() {
      // Dotted capital and dotless small i fold in Turkish alone.
      guard value != 0x130, value != 0x131, let scalar = Unicode.Scalar(value),
        scalar.properties.changesWhenCaseMapped
      else { continue }
      // Some have a mapping to a single character in title case alone.
      for mapping in [
        scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
        scalar.properties.titlecaseMapping,
      ] {
        let other = mapping.unicodeScalars
        if other.count == 1, let first = other.first, first != scalar { join(value, first.value) }
      }
    }
    // Two ways to encode one letter, whose mappings are of several characters.
    join(0x390, 0x1FD3)
    join(0x3B0, 0x1FE3)
    join(0xFB05, 0xFB06)
    return orbits
  }()

  private static let members = orbits.keys.sorted()

  /// Where there are letters with cases.
  private static let blocks: [ClosedRange<UInt32>] = [
    0x41...0x2DFF, 0xA640...0xABBF, 0xFF21...0xFF5A, 0x10400...0x118DF, 0x16E40...0x16EDF,
    0x1E900...0x1E943,
  ]

  /// The place of the first member that is not below a value.
  private static func firstMember(from value: UInt32) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
