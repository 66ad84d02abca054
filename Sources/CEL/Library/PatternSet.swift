/// A set of characters that is quick to ask, most of all about ASCII.
struct PatternSet: Sendable {
  /// The sorted ranges.
  let ranges: PatternClasses.Ranges
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// - Parameter ranges: sorted, and without overlaps.
  init(_ ranges: PatternClasses.Ranges) {
    self.ranges = ranges
    for range in ranges where range.lowerBound < 128 {
      for value in range.lowerBound...min(range.upperBound, 127) {
        if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
      }
    }
  }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    var first = 0
    var end = ranges.count
    while first < end {
      let middle = (first + end) / 2
      if ranges[middle].upperBound < value { first = middle + 1 } else { end = middle }
    }
    return first < ranges.count && ranges[first].lowerBound <= value
  }
}
