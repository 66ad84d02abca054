/// A regular expression of RE2's syntax, searched in time linear in the text.
///
/// The pattern becomes a Thompson automaton over UTF-8 bytes (Russ Cox, "Regular
/// Expression Matching in the Wild"); where that is small enough it is made
/// deterministic at once, one table look-up for each byte. Nothing backtracks.
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
    case split(Int, Int)
    case assert(Assertion, next: Int)
    case match
  }

  let instructions: [Instruction]
  let start: Int
  private let table: PatternTable?

  /// Reads a pattern.
  ///
  /// - Parameter isConstant: whether it is used often enough to make it deterministic.
  static func compile(_ text: [UInt8], isConstant: Bool) -> Result<Pattern, Failure> {
    var parser = PatternParser(text)
    switch parser.parse() {
    case .failure(let failure): return .failure(failure)
    case .success(let node):
      var builder = PatternBuilder()
      guard let start = builder.build(node) else {
        return .failure(Failure(message: "the pattern is too large"))
      }
      let table = isConstant ? PatternTable(builder.instructions, start: start) : nil
      return .success(
        Pattern(instructions: builder.instructions, start: start, table: table))
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

  /// Steps through the text with all threads at once.
  private func search(_ text: Span<UInt8>) -> Bool {
    var current = PatternThreads(count: instructions.count)
    var next = PatternThreads(count: instructions.count)
    for position in 0...text.count {
      let before = position > 0 ? text[position - 1] : nil
      let after = position < text.count ? text[position] : nil
      // A match may start anywhere.
      if add(start, to: &current, before, after) { return true }
      guard let byte = after else { return false }
      next.removeAll()
      let following = position + 1 < text.count ? text[position + 1] : nil
      for thread in current.members {
        if case .byte(let range, let target) = instructions[thread], range.contains(byte) {
          if add(target, to: &next, byte, following) { return true }
        }
      }
      swap(&current, &next)
    }
    return false
  }

  /// Adds a thread and what it reaches without a byte; true at a match.
  private func add(
    _ start: Int, to threads: inout PatternThreads, _ before: UInt8?, _ after: UInt8?
  ) -> Bool {
    var stack = [start]
    while let place = stack.popLast() {
      guard threads.insert(place) else { continue }
      switch instructions[place] {
      case .match: return true
      case .byte: break
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
        guard charge(made.instructions.count) else { return fail(.costLimit) }
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
