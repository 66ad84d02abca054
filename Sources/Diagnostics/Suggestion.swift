/// "Did you mean": the known word that a wrong one was most likely meant to be.
package enum Suggestion {
  /// The candidate nearest to a word, or nil where none is near enough.
  ///
  /// Near is an edit distance (Damerau-Levenshtein with adjacent transpositions, case ignored)
  /// of at most a third of the word's length, at least one. Of equally near ones the first in
  /// alphabetical order is taken, whatever order they come in.
  package static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(name.lowercased().unicodeScalars.prefix(maximumLength + 1))
    guard !word.isEmpty, word.count <= maximumLength else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars.prefix(maximumLength + 1))
      let allowed = max(1, max(word.count, scalars.count) / 3)
      let bound = min(allowed, best?.distance ?? Int.max)
      guard abs(word.count - scalars.count) <= bound else { continue }
      let found = distance(word, scalars)
      // A one-letter word is near to every other; only its other case counts.
      guard found <= bound, found < max(word.count, scalars.count) else { continue }
      if let known = best, (known.distance, known.candidate) <= (found, candidate) { continue }
      best = (found, candidate)
    }
    return best?.candidate
  }

  /// Longer words get no suggestion: the comparison is quadratic in their length.
  private static let maximumLength = 100

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var value = min(
          previous[column + 1] + 1, current[column] + 1,
          previous[column] + (scalar == other ? 0 : 1))
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          value = min(value, beforePrevious[column - 1] + 1)
        }
        current.append(value)
      }
      beforePrevious = previous
      previous = current
    }
    return previous.last ?? 0
  }
}
