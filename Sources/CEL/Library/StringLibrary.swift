/// Text functions, as in cel-go's `Strings` extension; positions are code points.
extension Library {
  static let strings: Library = {
    var library = Library("strings")
    library.addSearching()
    library.addCutting()
    library.addJoining()
    library.addForms()
    return library
  }()

  private mutating func addSearching() {
    add(
      "indexOf",
      .member(.string, .string, .int) { $0.position(of: $2, in: $1, from: nil) },
      .member(.string, .string, .int, .int) { $0.position(of: $2, in: $1, from: $3.intBits) })
    add(
      "lastIndexOf",
      .member(.string, .string, .int) { $0.lastPosition(of: $2, in: $1, from: nil) },
      .member(.string, .string, .int, .int) {
        $0.lastPosition(of: $2, in: $1, from: $3.intBits)
      })
  }

  private mutating func addCutting() {
    add(
      "charAt",
      .member(.string, .int, .string) { context, text, index in
        let count = context.scalarCount(text)
        if index.intBits == Int64(count) { return context.substring(text, 0..<0) }
        guard index.intBits >= 0, index.intBits < Int64(count) else {
          return context.fail(.indexOutOfBounds, index)
        }
        return context.substring(text, from: Int(index.intBits), to: Int(index.intBits) + 1)
      })
    add(
      "substring",
      .member(.string, .int, .string) { context, text, start in
        let count = context.scalarCount(text)
        guard start.intBits >= 0, start.intBits <= Int64(count) else {
          return context.fail(.indexOutOfBounds, start)
        }
        return context.substring(text, from: Int(start.intBits), to: count)
      },
      .member(.string, .int, .int, .string) { context, text, start, end in
        let count = Int64(context.scalarCount(text))
        guard start.intBits >= 0, start.intBits <= count else {
          return context.fail(.indexOutOfBounds, start)
        }
        guard end.intBits >= start.intBits, end.intBits <= count else {
          return context.fail(.indexOutOfBounds, end)
        }
        return context.substring(text, from: Int(start.intBits), to: Int(end.intBits))
      })
    add("trim", .member(.string, .string) { $0.trimmed($1) })
    add(
      "split",
      .member(.string, .string, .list(.string)) { $0.split($1, $2, limit: -1) },
      .member(.string, .string, .int, .list(.string)) { $0.split($1, $2, limit: $3.intBits) })
  }

  private mutating func addJoining() {
    add(
      "join",
      .member(.list(.string), .string) { $0.join($1, nil) },
      .member(.list(.string), .string, .string) { $0.join($1, $2) })
    add(
      "replace",
      .member(.string, .string, .string, .string) { $0.replace($1, $2, $3, limit: -1) },
      .member([.string, .string, .string, .int], .string) {
        $0.replace($1[0], $1[1], $1[2], limit: $1[3].intBits)
      })
    add("format", .member(.string, .list(.dyn), .string) { $0.format($1, $2) })
  }

  private mutating func addForms() {
    add(
      "lowerAscii",
      .member(.string, .string) { context, text in
        context.make(
          .string,
          context.bytes(text).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
      })
    add(
      "upperAscii",
      .member(.string, .string) { context, text in
        context.make(
          .string,
          context.bytes(text).map { $0 >= 0x61 && $0 <= 0x7A ? $0 & ~0x20 : $0 })
      })
    add(
      "reverse",
      .member(.string, .string) { $0.string(scalars: $0.scalars($1).reversed()) })
    add("strings.quote", .function(.string, .string) { $0.quote($1) })
  }
}

extension EvaluationContext {
  /// The byte offset of a code point's position, which is at most their number.
  private func offset(_ text: Value, _ position: Int) -> Int {
    if text.detail & Value.Storage.ascii != 0 { return position }
    _ = charge(text.count / 16)
    return withBytes(text) { bytes in
      var seen = 0
      for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
        if seen == position { return index }
        seen += 1
      }
      return bytes.count
    }
  }

  /// The code points before a byte offset.
  private func position(_ text: Value, _ offset: Int) -> Int64 {
    Int64(scalarCount(substring(text, 0..<offset)))
  }

  func substring(_ text: Value, from start: Int, to end: Int) -> Value {
    let first = offset(text, start)
    return substring(text, first..<max(first, offset(text, end)))
  }

  /// Whether a given start lies outside a text; behind its end only an empty
  /// text is found.
  private func isOutside(_ start: Int64?, _ count: Int64, _ wanted: Value) -> Bool {
    guard let start else { return false }
    return start < 0 || start > count || start == count && wanted.count > 0
  }

  func position(of wanted: Value, in text: Value, from start: Int64?) -> Value {
    let count = Int64(scalarCount(text))
    if isOutside(start, count, wanted) { return fail(.indexOutOfBounds, .int(start ?? 0)) }
    if wanted.count == 0 { return .int(start ?? 0) }
    guard let place = find(wanted, in: text, from: offset(text, Int(start ?? 0))) else {
      return .int(-1)
    }
    return .int(position(text, place))
  }

  func lastPosition(of wanted: Value, in text: Value, from start: Int64?) -> Value {
    let count = Int64(scalarCount(text))
    if isOutside(start, count, wanted) { return fail(.indexOutOfBounds, .int(start ?? 0)) }
    if wanted.count == 0 { return .int(start ?? count) }
    let limit = start.map { offset(text, Int($0)) } ?? text.count
    return .int(findLast(wanted, in: text, upTo: limit).map { position(text, $0) } ?? -1)
  }

  func trimmed(_ text: Value) -> Value {
    _ = charge(text.count / 16)
    let scalars = scalars(text)
    let head = scalars.prefix { $0.properties.isWhitespace }
    let tail = scalars.dropFirst(head.count).reversed().prefix { $0.properties.isWhitespace }
    let first = head.reduce(0) { $0 + UTF8.width($1) }
    let last = tail.reduce(0) { $0 + UTF8.width($1) }
    return substring(text, first..<(text.count - last))
  }

  /// Go's `strings.SplitN`: no limit where it is negative, nothing where it is 0.
  func split(_ text: Value, _ separator: Value, limit: Int64) -> Value {
    guard limit != 0 else { return list([]) }
    var parts: [Value] = []
    let bound = limit < 0 ? Int.max : Int(clamping: limit)
    var start = 0
    while parts.count < bound - 1 {
      guard charge() else { return fail(.costLimit) }
      if separator.count == 0 {
        guard start < text.count else { break }
        let rest = substring(text, start..<text.count)
        let width = offset(rest, 1)
        guard start + width < text.count else { break }
        parts.append(substring(text, start..<start + width))
        start += width
      } else {
        guard let place = find(separator, in: text, from: start) else { break }
        parts.append(substring(text, start..<place))
        start = place + separator.count
      }
    }
    if separator.count > 0 || start < text.count {
      parts.append(substring(text, start..<text.count))
    }
    return list(parts)
  }

  func join(_ parts: Value, _ separator: Value?) -> Value {
    var result: [UInt8] = []
    let between = separator.map { bytes($0) } ?? []
    for index in 0..<parts.count {
      let part = element(parts, index)
      guard part.isKind(.string) else { return fail(.noSuchOverload, text: "join", part) }
      if index > 0 { result += between }
      result += bytes(part)
      guard result.count <= Limits.stringBytes else { return fail(.sizeLimit) }
      guard charge(1 + part.count / 16) else { return fail(.costLimit) }
    }
    return make(.string, result)
  }

  /// Go's `strings.Replace`: all where the limit is negative; an empty text to
  /// replace stands before every code point and at the end.
  func replace(_ text: Value, _ old: Value, _ new: Value, limit: Int64) -> Value {
    var left = limit < 0 ? Int.max : Int(clamping: limit)
    guard left > 0, old.count > 0 || new.count > 0 else { return text }
    var result: [UInt8] = []
    let source = bytes(text)
    let replacement = bytes(new)
    var start = 0
    while left > 0 {
      guard charge(1 + replacement.count / 16) else { return fail(.costLimit) }
      guard result.count <= Limits.stringBytes else { return fail(.sizeLimit) }
      if old.count == 0 {
        guard start <= source.count else { break }
        result += replacement
        guard start < source.count else { break }
        var end = start + 1
        while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
        result += source[start..<end]
        start = end
      } else {
        guard let place = find(old, in: text, from: start) else { break }
        result += source[start..<place]
        result += replacement
        start = place + old.count
      }
      left -= 1
    }
    if start < source.count { result += source[start...] }
    return make(.string, result)
  }

  /// The text as a literal between double quotes.
  func quote(_ text: Value) -> Value {
    var result = "\""
    for scalar in scalars(text) {
      switch scalar {
      case "\u{7}": result += "\\a"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return string(result + "\"")
  }
}
