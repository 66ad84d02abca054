/// Where things come to stand that are put together by the number of their group, and keep their
/// order within it: a counting sort, in time proportional to things and groups.
struct GroupPlaces {
  /// By group: where its run starts; one more entry than there are groups.
  let starts: [UInt32]
  /// By group: the place of its next thing.
  private var next: [UInt32]

  /// Counts the things of each group.
  ///
  /// - Parameters:
  ///   - count: The number of groups.
  ///   - visit: Calls what it is handed with the group of each thing, in any order.
  init(count: Int, _ visit: ((UInt32) -> Void) -> Void) {
    var starts = Array(repeating: UInt32(0), count: count + 1)
    visit { starts[Int($0) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    self.starts = starts
    next = starts
  }

  /// The number of things.
  var total: Int { Int(starts.last ?? 0) }

  /// The place of a group's next thing.
  mutating func place(in group: UInt32) -> Int {
    let place = next[Int(group)]
    next[Int(group)] += 1
    return Int(place)
  }

  /// The number of a group's things.
  func count(of group: Int) -> UInt32 { starts[group + 1] - starts[group] }
}
