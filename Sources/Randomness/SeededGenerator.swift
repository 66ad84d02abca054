/// Random numbers that are the same for the same seed, with every version of Swift (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The numbers of one thing among many: those of its neighbours are not related to them.
  package init(seed: UInt64, of index: UInt64) {
    var mixer = SeededGenerator(seed: seed &+ index &* 0xD1B5_4A32_D192_ED03)
    state = mixer.next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }

  /// A number from zero to one less than `bound`, which is one or more.
  package mutating func below(_ bound: Int) -> Int {
    Int((next() >> 32).multipliedFullWidth(by: UInt64(max(1, bound)) << 32).high)
  }

  /// A number of a closed range.
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in so many of a thousand cases.
  package mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// One of some things, of which there is one at least.
  package mutating func pick<Elements: RandomAccessCollection>(
    _ elements: Elements
  ) -> Elements.Element where Elements.Index == Int {
    elements[elements.startIndex + below(elements.count)]
  }

  /// The things in a random order.
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.dropFirst().reversed() { result.swapAt(index, below(index + 1)) }
    return result
  }
}
