/// Suggestions for misspelt names.
package enum Spelling {
  /// The candidate that a name was probably meant to be; nil where none is near.
  ///
  /// Near is an edit distance (insertions, deletions, substitutions and
  /// transpositions of neighbours) of at most a third of the name's length, and
  /// at least one. Of equally near candidates the first in byte order is taken,
  /// whatever order they come in.
  package static func closest(
    to name: String, among candidates: some Sequence<String>
  ) -> String? {
    let target = Array(name.unicodeScalars)
    guard !target.isEmpty, target.count <= 64 else { return nil }
    let limit = max(1, target.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let length = candidate.utf8.count
      guard length <= 256, candidate != name else { continue }
      let scalars = Array(candidate.unicodeScalars)
      guard abs(scalars.count - target.count) <= limit else { continue }
      let distance = distance(target, scalars)
      guard distance <= limit else { continue }
      if let current = best,
        (current.distance, current.name) <= (distance, candidate)
      {
        continue
      }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The optimal string alignment distance.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in right.indices {
        let isEqual = left[i] == right[j]
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (isEqual ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
