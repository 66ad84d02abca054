/// A regular expression of RE2's syntax, searched in time linear in the text.
///
/// The pattern becomes a Thompson automaton (Russ Cox, "Regular Expression Matching in
/// the Wild"). Where that is small enough it is made over the bytes of UTF-8 and
/// deterministic at once, one table look-up for each byte; otherwise it is made over
/// characters, so that a large set repeated stays small. Nothing backtracks.
struct Pattern: Sendable {
  /// Why a text is no pattern.
  struct Failure: Error {
    let message: String
  }

  enum Assertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  enum Instruction: Sendable {
    /// Takes a byte of a range and goes on.
    case byte(ClosedRange<UInt8>, next: Int)
    /// Takes a character of a set, given by its number, and goes on.
    case set(Int, next: Int)
    case split(Int, Int)
    case assert(Assertion, next: Int)
    case match
  }

  private let instructions: [Instruction]
  private let sets: [PatternSet]
  private let start: Int
  private let table: PatternTable?

  /// Instructions and ranges of characters.
  var size: Int { sets.reduce(instructions.count) { $0 + $1.ranges.count } }

  /// Reads a pattern.
  ///
  /// - Parameter isConstant: whether it is used often enough to make it deterministic.
  static func compile(_ text: [UInt8], isConstant: Bool) -> Result<Pattern, Failure> {
    var parser = PatternParser(text)
    switch parser.parse() {
    case .failure(let failure): return .failure(failure)
    case .success(let node):
      if isConstant {
        var builder = PatternBuilder(parser.sets, encodesSets: true)
        if let start = builder.build(node),
          let table = PatternTable(builder.instructions, start: start)
        {
          return .success(Pattern(instructions: [], sets: [], start: 0, table: table))
        }
      }
      var builder = PatternBuilder(parser.sets, encodesSets: false)
      guard let start = builder.build(node) else {
        return .failure(Failure(message: "the pattern is too large"))
      }
      return .success(
        Pattern(
          instructions: builder.instructions, sets: parser.sets, start: start, table: nil))
    }
  }

  /// Whether the pattern matches anywhere in a string.
  func search(_ text: Value, _ context: EvaluationContext) -> Value {
    if let table {
      guard context.charge(text.count / 16) else { return context.fail(.costLimit) }
      return .bool(context.withBytes(text) { table.search($0) })
    }
    let cost = (text.count + 1) * (instructions.count / 16 + 1)
    guard context.charge(cost) else { return context.fail(.costLimit) }
    return .bool(context.withBytes(text) { search($0) })
  }

  /// Steps through the text with all threads at once, a character a step.
  private func search(_ text: Span<UInt8>) -> Bool {
    var current = PatternThreads(count: instructions.count)
    var next = PatternThreads(count: instructions.count)
    var stack: [Int] = []
    var position = 0
    var before: UInt8?
    while true {
      let after = position < text.count ? text[position] : nil
      // A match may start anywhere.
      if add(start, to: &current, &stack, before, after) { return true }
      guard let byte = after else { return false }
      let (scalar, length) = Self.character(byte, in: text, at: position)
      position += length
      before = byte
      next.removeAll()
      let following = position < text.count ? text[position] : nil
      for thread in current.members {
        if case .set(let number, let target) = instructions[thread],
          sets[number].contains(scalar), add(target, to: &next, &stack, byte, following)
        {
          return true
        }
      }
      swap(&current, &next)
    }
  }

  /// The character at a place of a valid text, and how many bytes it has.
  private static func character(
    _ lead: UInt8, in text: Span<UInt8>, at position: Int
  ) -> (UInt32, Int) {
    guard lead >= 0xC0 else { return (UInt32(lead), 1) }
    let wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    let length = min(wanted, text.count - position)
    var value = UInt32(lead) & (0x7F >> UInt32(wanted))
    for index in position + 1..<position + length {
      value = value << 6 | UInt32(text[index] & 0x3F)
    }
    return (value, length)
  }

  /// Adds a thread and what it reaches without a character; true at a match.
  private func add(
    _ start: Int, to threads: inout PatternThreads, _ stack: inout [Int], _ before: UInt8?,
    _ after: UInt8?
  ) -> Bool {
    stack.append(start)
    while let place = stack.popLast() {
      guard threads.insert(place) else { continue }
      switch instructions[place] {
      case .match: return true
      case .byte, .set: break
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .assert(let assertion, let next):
        if Self.holds(assertion, before, after) { stack.append(next) }
      }
    }
    return false
  }

  static func holds(_ assertion: Assertion, _ before: UInt8?, _ after: UInt8?) -> Bool {
    switch assertion {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == 0x0A
    case .lineEnd: after == nil || after == 0x0A
    case .wordBoundary: isWord(before) != isWord(after)
    case .noWordBoundary: isWord(before) == isWord(after)
    }
  }

  private static func isWord(_ byte: UInt8?) -> Bool {
    byte.map { isLetter($0) || isDigit($0) } ?? false
  }
}

/// A set of instruction places that remembers its order and is emptied at once.
struct PatternThreads {
  private(set) var members: [Int] = []
  private var marks: [Int]
  private var round = 1

  init(count: Int) {
    marks = Array(repeating: 0, count: count)
  }

  /// Adds a place; false where it is there already.
  mutating func insert(_ place: Int) -> Bool {
    guard marks[place] != round else { return false }
    marks[place] = round
    members.append(place)
    return true
  }

  mutating func removeAll() {
    members.removeAll(keepingCapacity: true)
    round += 1
  }
}

extension EvaluationContext {
  /// `text.matches(pattern)` with a pattern that is known only now.
  func matches(_ text: Value, _ pattern: Value) -> Value {
    let source = bytes(pattern)
    if patterns[source] == nil {
      guard charge(source.count) else { return fail(.costLimit) }
      if patterns.count >= 64 { patterns.removeAll() }
      let pattern = Pattern.compile(source, isConstant: false)
      if case .success(let made) = pattern {
        guard charge(made.size) else { return fail(.costLimit) }
      }
      patterns[source] = pattern
    }
    switch patterns[source] {
    case .success(let pattern)?: return pattern.search(text, self)
    case .failure(let failure)?: return fail("no regular expression: \(failure.message)")
    case nil: return fail(.sizeLimit)
    }
  }
}
