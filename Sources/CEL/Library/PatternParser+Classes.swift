/// Classes of characters: `\d`, `\pL`, `[a-z]`.
extension PatternParser {
  /// `\d`, `\pL`, `\p{Lu}` and their like, the backslash taken; case is folded.
  mutating func classEscape() -> [ClosedRange<UInt32>]? {
    guard let next = peek() else { return nil }
    if let ranges = PatternClasses.perl[next] {
      position += 1
      return folded(ranges)
    }
    if let ranges = PatternClasses.perl[Unicode.Scalar(next.value | 0x20) ?? next] {
      position += 1
      return PatternClasses.inverted(folded(ranges))
    }
    guard next == "p" || next == "P" else { return nil }
    position += 1
    var isNegative = next == "P"
    var name = ""
    if take("{") {
      if take("^") { isNegative.toggle() }
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard take("}") else {
        fail("missing closing }")
        return []
      }
    } else if let scalar = peek() {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard let ranges = PatternClasses.category(name) else {
      fail("unknown character class \\p{\(name)}")
      return []
    }
    return isNegative ? PatternClasses.inverted(folded(ranges)) : folded(ranges)
  }

  /// What stands between brackets, the first taken; case is folded.
  mutating func set() -> [ClosedRange<UInt32>] {
    let isNegative = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let next = peek(), next != "]" || isFirst {
      isFirst = false
      if next == "[", peek(1) == ":" {
        guard let named = namedSet() else { return [] }
        ranges += named
        continue
      }
      if next == "\\" {
        position += 1
        if let found = classEscape() {
          ranges += found
          continue
        }
        position -= 1
      }
      guard let low = setCharacter() else { return [] }
      var high = low
      if peek() == "-", let behind = peek(1), behind != "]" {
        position += 1
        guard let found = setCharacter() else { return [] }
        high = found
      }
      guard low <= high else {
        fail("invalid character class range")
        return []
      }
      ranges.append(low...high)
    }
    guard take("]") else {
      fail("missing closing ]")
      return []
    }
    // Case is folded before the set is turned round.
    return isNegative ? PatternClasses.inverted(folded(ranges)) : folded(ranges)
  }

  private mutating func setCharacter() -> UInt32? {
    guard let next = peek() else {
      fail("missing closing ]")
      return nil
    }
    position += 1
    return next == "\\" ? characterEscape() : next.value
  }

  private mutating func namedSet() -> [ClosedRange<UInt32>]? {
    position += 2
    let isNegative = take("^")
    var name = ""
    while let scalar = peek(), scalar != ":" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(":]"), let ranges = PatternClasses.posix[name] else {
      fail("invalid character class [:\(name):]")
      return nil
    }
    return isNegative ? PatternClasses.inverted(folded(ranges)) : ranges
  }
}
