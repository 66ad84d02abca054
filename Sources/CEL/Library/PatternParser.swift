/// Reads RE2's syntax (github.com/google/re2/wiki/Syntax), without captures'
/// contents and without script names in `\p{…}`.
struct PatternParser {
  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotTakesNewline = false
  }

  private let text: [Unicode.Scalar]
  var position = 0
  private var flags = Flags()
  private var failure: String?
  private var depth = 0
  private var groupNames: Set<String> = []
  /// The sets of characters that the tree names, each once.
  private(set) var sets: [PatternSet] = []
  private var setNumbers: [PatternClasses.Ranges: Int] = [:]
  /// The ranges of all classes read so far.
  private var rangeCount = 0

  init(_ bytes: [UInt8]) {
    text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  mutating func parse() -> Result<PatternNode, Pattern.Failure> {
    let node = choice()
    if failure == nil, position < text.count { fail("unexpected )") }
    if let failure { return .failure(Pattern.Failure(message: failure)) }
    return .success(node)
  }

  mutating func fail(_ message: String) {
    if failure == nil { failure = message }
    position = text.count
  }

  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < text.count ? text[position + distance] : nil
  }

  mutating func take(_ expected: String) -> Bool {
    let scalars = Array(expected.unicodeScalars)
    guard text[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  private mutating func choice() -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else {
      fail("groups are nested too deeply")
      return .empty
    }
    var branches = [sequence()]
    while take("|") { branches.append(sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() -> PatternNode {
    var nodes: [PatternNode] = []
    var canRepeat = false
    while let next = peek(), next != "|", next != ")" {
      if let (least, most) = repetition() {
        guard canRepeat, let last = nodes.popLast() else {
          fail(
            nodes.isEmpty
              ? "missing argument to a repetition" : "invalid nested repetition")
          return .empty
        }
        nodes.append(.repetition(last, least, most))
        canRepeat = false
        continue
      }
      if take("\\Q") {
        quoted(into: &nodes)
        canRepeat = !nodes.isEmpty
        continue
      }
      guard let node = atom() else {
        canRepeat = false
        continue
      }
      nodes.append(node)
      canRepeat = true
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  /// The characters up to `\E`, each a node: a repetition behind them takes the last one.
  private mutating func quoted(into nodes: inout [PatternNode]) {
    while let scalar = peek(), !take("\\E") {
      nodes.append(literal(scalar.value))
      position += 1
    }
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each perhaps with `?` behind it.
  private mutating func repetition() -> (Int, Int?)? {
    var result: (Int, Int?)?
    if take("*") {
      result = (0, nil)
    } else if take("+") {
      result = (1, nil)
    } else if take("?") {
      result = (0, 1)
    } else if peek() == "{" {
      let saved = position
      position += 1
      if let least = number() {
        var most: Int? = least
        if take(",") { most = peek() == "}" ? nil : number() ?? -1 }
        if most != -1, take("}") { result = (least, most) }
      }
      guard let found = result else {
        position = saved
        return nil
      }
      if found.0 > 1000 || (found.1 ?? 0) > 1000 || found.0 > found.1 ?? Int.max {
        fail("invalid repeat count")
      }
    }
    if result != nil { _ = take("?") }
    return result
  }

  /// A repeat count, one that is too large cut short; nil for none, and for one with a
  /// leading zero, which RE2 does not read as a count.
  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek(), ("0"..."9").contains(digit), value != 0 {
      value = min((value ?? 0) * 10 + Int(digit.value - 48), 100_000)
      position += 1
    }
    return value
  }

  /// One part; nil for what stands for nothing, such as flags.
  private mutating func atom() -> PatternNode? {
    guard let next = peek() else { return nil }
    position += 1
    switch next {
    case "(": return group()
    case "[": return node(set())
    case ".":
      return node(flags.dotTakesNewline ? [0...0x10FFFF] : [0...9, 11...0x10FFFF])
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return escape()
    default: return literal(next.value)
    }
  }

  private mutating func literal(_ scalar: UInt32) -> PatternNode { node(folded([scalar...scalar])) }

  private mutating func group() -> PatternNode? {
    let saved = flags
    if take("?") {
      if take("P<") || take("<") {
        var name = ""
        while let next = peek(), next != ">" {
          guard next.isASCII, isLetter(UInt8(next.value)) || isDigit(UInt8(next.value)) else {
            fail("invalid group name")
            return nil
          }
          name.unicodeScalars.append(next)
          position += 1
        }
        guard !name.isEmpty, take(">") else {
          fail("invalid group name")
          return nil
        }
        guard groupNames.insert(name).inserted else {
          fail("duplicate group name \(name)")
          return nil
        }
      } else {
        guard readFlags() else { return nil }
        if take(")") { return nil }
        guard take(":") else {
          fail("invalid group flags")
          return nil
        }
      }
    }
    let node = choice()
    flags = saved
    guard take(")") else {
      fail("missing )")
      return nil
    }
    return node
  }

  private mutating func readFlags() -> Bool {
    var isOn = true
    // A minus needs a flag behind it.
    var isComplete = true
    while let next = peek(), next != ")", next != ":" {
      position += 1
      let isFirstMinus = next == "-" && isOn
      isComplete = !isFirstMinus
      switch next {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesNewline = isOn
      case "U": break
      case "-" where isFirstMinus: isOn = false
      default:
        fail("invalid group flags")
        return false
      }
    }
    if !isComplete { fail("invalid group flags") }
    return isComplete
  }

  // MARK: Escapes

  private mutating func escape() -> PatternNode? {
    guard let next = peek() else {
      fail("trailing backslash")
      return nil
    }
    switch next {
    case "A":
      position += 1
      return .assertion(.textStart)
    case "z":
      position += 1
      return .assertion(.textEnd)
    case "b":
      position += 1
      return .assertion(.wordBoundary)
    case "B":
      position += 1
      return .assertion(.noWordBoundary)
    default: break
    }
    if let ranges = classEscape() { return node(ranges) }
    guard let scalar = characterEscape() else { return nil }
    return literal(scalar)
  }

  /// The character of an escape, the backslash taken; nil, and failed, for none.
  mutating func characterEscape() -> UInt32? {
    guard let next = peek() else {
      fail("trailing backslash")
      return nil
    }
    position += 1
    switch next {
    case "a": return 7
    case "f": return 12
    case "n": return 10
    case "r": return 13
    case "t": return 9
    case "v": return 11
    case "x": return hexadecimal()
    case "0"..."7":
      guard next == "0" || peek().map({ ("0"..."7").contains($0) }) ?? false else { break }
      var value = next.value - 48
      for _ in 0..<2 {
        guard let digit = peek(), ("0"..."7").contains(digit) else { break }
        value = value * 8 + digit.value - 48
        position += 1
      }
      return value
    default:
      if next.isASCII, !isLetter(UInt8(next.value)), !isDigit(UInt8(next.value)) {
        return next.value
      }
      if next == "_" { return next.value }
    }
    fail("invalid escape \\\(next)")
    return nil
  }

  private mutating func hexadecimal() -> UInt32? {
    var digits = ""
    if take("{") {
      while let scalar = peek(), scalar != "}" {
        digits.unicodeScalars.append(scalar)
        position += 1
      }
      if !take("}") { digits = "" }
    } else {
      for _ in 0..<2 {
        guard let scalar = peek() else { break }
        digits.unicodeScalars.append(scalar)
        position += 1
      }
      if digits.utf8.count != 2 { digits = "" }
    }
    guard digits.utf8.allSatisfy(isHexDigit), let value = UInt32(digits, radix: 16),
      value <= 0x10FFFF
    else {
      fail("invalid hexadecimal escape")
      return nil
    }
    return value
  }

  /// The ranges sorted, with the other cases of their characters where case is ignored.
  mutating func folded(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    let result =
      flags.ignoresCase ? PatternFolding.folded(ranges) : PatternClasses.merged(ranges)
    rangeCount += ranges.count + result.count
    guard rangeCount < Self.rangeLimit else {
      fail("the pattern is too large")
      return []
    }
    return result
  }

  private mutating func node(_ ranges: PatternClasses.Ranges) -> PatternNode {
    if let known = setNumbers[ranges] { return .set(known) }
    sets.append(PatternSet(ranges))
    setNumbers[ranges] = sets.count - 1
    return .set(sets.count - 1)
  }

  private static let rangeLimit = 1 << 18
}
