/// Turns a pattern's tree into instructions.
struct PatternBuilder {
  /// The sets that the tree names by number.
  private let sets: [PatternSet]
  /// Whether sets become ranges of the bytes of UTF-8.
  private let encodesSets: Bool
  private var encodings: [Int: [[ClosedRange<UInt8>]]] = [:]
  private(set) var instructions: [Pattern.Instruction] = []
  /// Parts built so far: empty ones repeated make no instructions, but take time.
  private var work = 0

  init(_ sets: [PatternSet], encodesSets: Bool) {
    self.sets = sets
    self.encodesSets = encodesSets
  }

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
    case .set(let number):
      return encodesSets ? encode(number, then: next) : append(.set(number, next: next))
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

  /// What follows the first byte of a character.
  private struct Continuation: Hashable {
    let bytes: ClosedRange<UInt8>
    let next: Int
  }

  private mutating func encode(_ number: Int, then next: Int) -> Int? {
    let sequences = encoding(of: number)
    // Sequences share the instructions of equal ends.
    var continuations: [Continuation: Int] = [:]
    var result: Int?
    for sequence in sequences.reversed() {
      var place = next
      for bytes in sequence.dropFirst().reversed() {
        let continuation = Continuation(bytes: bytes, next: place)
        guard let found = continuations[continuation] ?? append(.byte(bytes, next: place)) else {
          return nil
        }
        continuations[continuation] = found
        place = found
      }
      guard let lead = sequence.first else { continue }
      guard let first = append(.byte(lead, next: place)) else { return nil }
      guard let other = result else {
        result = first
        continue
      }
      guard let split = append(.split(first, other)) else { return nil }
      result = split
    }
    if let result { return result }
    // A set of nothing: a byte that UTF-8 never has.
    return append(.byte(0xFF...0xFF, next: next))
  }

  private mutating func encoding(of number: Int) -> [[ClosedRange<UInt8>]] {
    if let known = encodings[number] { return known }
    var sequences: [[ClosedRange<UInt8>]] = []
    for range in sets[number].ranges { Self.split(range, into: &sequences) }
    encodings[number] = sequences
    return sequences
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
