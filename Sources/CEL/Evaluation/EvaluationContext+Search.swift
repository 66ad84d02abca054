/// Searching for a text in another, in time linear in both.
extension EvaluationContext {
  /// The byte offset at which a text first stands in another, from an offset on.
  func find(_ wanted: Value, in text: Value, from start: Int) -> Int? {
    guard wanted.count > 0 else { return start <= text.count ? start : nil }
    guard text.count - start >= wanted.count else { return nil }
    guard charge((text.count - start) / 16) else { return nil }
    let shifts = shifts(wanted)
    return withBytes(text) { text in
      withBytes(wanted) { wanted in
        var result: Int?
        search(wanted, shifts, text, from: start) { place in
          result = place
          return false
        }
        return result
      }
    }
  }

  /// The last such offset that is not above a limit; the text to find is not empty.
  func findLast(_ wanted: Value, in text: Value, upTo limit: Int) -> Int? {
    guard charge(text.count / 16) else { return nil }
    let shifts = shifts(wanted)
    return withBytes(text) { text in
      withBytes(wanted) { wanted in
        var result: Int?
        search(wanted, shifts, text, from: 0) { place in
          guard place <= limit else { return false }
          result = place
          return true
        }
        return result
      }
    }
  }

  /// For each length of a prefix, the length of its longest border (Knuth,
  /// Morris, Pratt); empty for short texts, where comparing anew is faster.
  private func shifts(_ wanted: Value) -> [Int] {
    guard wanted.count > 16 else { return [] }
    _ = charge(wanted.count / 16)
    return withBytes(wanted) { wanted in
      var result = [0, 0]
      result.reserveCapacity(wanted.count + 1)
      var length = 0
      for place in 1..<wanted.count {
        while length > 0, wanted[place] != wanted[length] { length = result[length] }
        if wanted[place] == wanted[length] { length += 1 }
        result.append(length)
      }
      return result
    }
  }
}

/// Calls a closure with each place of a text in another, until it returns false.
private func search(
  _ wanted: Span<UInt8>, _ shifts: [Int], _ text: Span<UInt8>, from start: Int,
  _ found: (Int) -> Bool
) {
  guard !shifts.isEmpty else {
    var place = start
    while place <= text.count - wanted.count {
      var length = 0
      while length < wanted.count, text[place + length] == wanted[length] { length += 1 }
      if length == wanted.count, !found(place) { return }
      place += 1
    }
    return
  }
  var length = 0
  for place in start..<text.count {
    while length > 0, text[place] != wanted[length] { length = shifts[length] }
    if text[place] == wanted[length] { length += 1 }
    if length == wanted.count {
      if !found(place + 1 - length) { return }
      length = shifts[length]
    }
  }
}
