/// Turns a pattern's tree into instructions, code points into UTF-8 bytes.
struct PatternBuilder {
  private(set) var instructions: [Pattern.Instruction] = []
  /// Parts built so far: empty ones repeated make no instructions, but take time.
  private var work = 0

  /// The place to start at; nil where there would be too many instructions.
  mutating func build(_ node: PatternNode) -> Int? {
    let match = append(.match)
    return match.flatMap { emit(node, then: $0) }
  }

  private mutating func append(_ instruction: Pattern.Instruction) -> Int? {
    guard instructions.count < Limits.patternInstructions else { return nil }
    instructions.append(instruction)
    return instructions.count - 1
  }

  private mutating func emit(_ node: PatternNode, then next: Int) -> Int? {
    work += 1
    guard work <= Limits.patternInstructions * 10 else { return nil }
    switch node {
    case .empty: return next
    case .assertion(let assertion): return append(.assert(assertion, next: next))
    case .set(let ranges): return emit(ranges, then: next)
    case .sequence(let nodes):
      var next = next
      for node in nodes.reversed() {
        guard let place = emit(node, then: next) else { return nil }
        next = place
      }
      return next
    case .choice(let nodes):
      var result: Int?
      for node in nodes.reversed() {
        guard let place = emit(node, then: next) else { return nil }
        guard let other = result else {
          result = place
          continue
        }
        guard let split = append(.split(place, other)) else { return nil }
        result = split
      }
      return result ?? next
    case .repetition(let node, let least, let most):
      return emit(node, least, most, then: next)
    }
  }

  private mutating func emit(
    _ node: PatternNode, _ least: Int, _ most: Int?, then next: Int
  ) -> Int? {
    var place = next
    if let most {
      for _ in 0..<max(0, most - least) {
        guard let body = emit(node, then: place), let split = append(.split(body, next)) else {
          return nil
        }
        place = split
      }
    } else {
      // The loop's own place is needed before its body is there.
      guard let loop = append(.split(next, next)), let body = emit(node, then: loop) else {
        return nil
      }
      instructions[loop] = .split(body, next)
      place = loop
    }
    for _ in 0..<least {
      guard let body = emit(node, then: place) else { return nil }
      place = body
    }
    return place
  }

  // MARK: Code points

  private mutating func emit(_ ranges: [ClosedRange<UInt32>], then next: Int) -> Int? {
    var sequences: [[ClosedRange<UInt8>]] = []
    for range in ranges { Self.split(range, into: &sequences) }
    var result: Int?
    for sequence in sequences.reversed() {
      var place = next
      for bytes in sequence.reversed() {
        guard let instruction = append(.byte(bytes, next: place)) else { return nil }
        place = instruction
      }
      guard let other = result else {
        result = place
        continue
      }
      guard let split = append(.split(place, other)) else { return nil }
      result = split
    }
    if let result { return result }
    // A set of nothing: a byte that UTF-8 never has.
    return append(.byte(0xFF...0xFF, next: next))
  }

  /// The byte sequences that encode a range of code points.
  private static func split(
    _ range: ClosedRange<UInt32>, into sequences: inout [[ClosedRange<UInt8>]]
  ) {
    // Surrogates have no encoding.
    if range.overlaps(0xD800...0xDFFF) {
      if range.lowerBound < 0xD800 { split(range.lowerBound...0xD7FF, into: &sequences) }
      if range.upperBound > 0xDFFF { split(0xE000...range.upperBound, into: &sequences) }
      return
    }
    for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF]
    where range.lowerBound <= limit && limit < range.upperBound {
      split(range.lowerBound...limit, into: &sequences)
      split((limit + 1)...range.upperBound, into: &sequences)
      return
    }
    let low = encode(range.lowerBound)
    let high = encode(range.upperBound)
    // Cut until all bytes behind the first that differs cover everything.
    for place in 1..<max(low.count, 1) {
      let mask = UInt32(1) << UInt32(6 * (low.count - place)) - 1
      if range.lowerBound & ~mask != range.upperBound & ~mask {
        if range.lowerBound & mask != 0 {
          split(range.lowerBound...(range.lowerBound | mask), into: &sequences)
          split(((range.lowerBound | mask) + 1)...range.upperBound, into: &sequences)
          return
        }
        if range.upperBound & mask != mask {
          split(range.lowerBound...((range.upperBound & ~mask) - 1), into: &sequences)
          split((range.upperBound & ~mask)...range.upperBound, into: &sequences)
          return
        }
      }
    }
    sequences.append(zip(low, high).map { $0...$1 })
  }

  private static func encode(_ scalar: UInt32) -> [UInt8] {
    func part(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: return [UInt8(scalar)]
    case ..<0x800: return [UInt8(0xC0 | scalar >> 6), part(0)]
    case ..<0x10000: return [UInt8(0xE0 | scalar >> 12), part(6), part(0)]
    default: return [UInt8(0xF0 | scalar >> 18 & 7), part(12), part(6), part(0)]
    }
  }
}
