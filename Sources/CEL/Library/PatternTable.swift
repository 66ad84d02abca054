/// A pattern's deterministic automaton: a state for each set of threads.
struct PatternTable: Sendable {
  /// The class of each byte; bytes of one class are never told apart.
  private var classes: [UInt8]
  private var classCount: Int
  /// The next state by state and class; `found` once a match is certain.
  private var next: [UInt16] = []
  /// Whether the text may end in a state.
  private var matchesAtEnd: [Bool] = []

  private static let found = UInt16.max
  private static let stateLimit = 256
  private static let workLimit = 100_000

  /// Nil where the pattern looks around itself, or would have too many states.
  init?(_ instructions: [Pattern.Instruction], start: Int) {
    var boundaries = Array(repeating: false, count: 257)
    for instruction in instructions {
      switch instruction {
      case .byte(let range, _):
        boundaries[Int(range.lowerBound)] = true
        boundaries[Int(range.upperBound) + 1] = true
      case .assert(let assertion, _):
        guard assertion == .textStart || assertion == .textEnd else { return nil }
      case .set: return nil
      case .split, .match: break
      }
    }
    classes = []
    var representatives: [UInt8] = []
    for byte in 0...255 {
      if byte == 0 || boundaries[byte] { representatives.append(UInt8(byte)) }
      classes.append(UInt8(truncatingIfNeeded: representatives.count - 1))
    }
    classCount = representatives.count

    var work = 0
    /// What some places reach without a byte; the end's assertions stay as they are.
    func closure(_ places: [Int], isStart: Bool, isEnd: Bool) -> (places: [Int], matches: Bool) {
      var seen: Set<Int> = []
      var stack = places
      var matches = false
      while let place = stack.popLast() {
        work += 1
        guard seen.insert(place).inserted else { continue }
        switch instructions[place] {
        case .match: matches = true
        case .byte, .set: break
        case .split(let first, let second): stack += [first, second]
        case .assert(let assertion, let next):
          if assertion == .textStart ? isStart : isEnd { stack.append(next) }
        }
      }
      return (seen.sorted(), matches)
    }

    let first = closure([start], isStart: true, isEnd: false)
    var states = [first.places]
    var numbers = [first.places: UInt16(0)]
    var startMatches = first.matches
    var place = 0
    while place < states.count {
      let state = states[place]
      let atEnd = closure(state + [start], isStart: place == 0, isEnd: true)
      matchesAtEnd.append(atEnd.matches || startMatches)
      for byte in representatives {
        if place == 0, startMatches {
          next.append(Self.found)
          continue
        }
        var targets = [start]
        for thread in state {
          if case .byte(let range, let target) = instructions[thread], range.contains(byte) {
            targets.append(target)
          }
        }
        let reached = closure(targets, isStart: false, isEnd: false)
        if reached.matches {
          next.append(Self.found)
        } else if let number = numbers[reached.places], number != 0 {
          next.append(number)
        } else {
          guard states.count < Self.stateLimit, work < Self.workLimit else { return nil }
          let number = UInt16(states.count)
          numbers[reached.places] = number
          states.append(reached.places)
          next.append(number)
        }
      }
      startMatches = false
      place += 1
    }
  }

  func search(_ text: Span<UInt8>) -> Bool {
    var state = 0
    for index in text.indices {
      let target = next[state &* classCount &+ Int(classes[Int(text[index])])]
      if target == Self.found { return true }
      state = Int(target)
    }
    return matchesAtEnd[state]
  }
}
