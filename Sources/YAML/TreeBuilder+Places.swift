internal import SourceText

extension TreeBuilder {
  /// Where an absent value stands: behind its indicator.
  ///
  /// libyaml gives the end of the indicator, or, where there is none and in
  /// flow style, the start of the next token, which may be lines away.
  func placeOfEmptyScalar(mark: UInt32) -> UInt32 {
    guard mark > lastEnd else { return lastEnd }
    var offset = Int(lastEnd)
    var place = lastEnd
    while offset < Int(mark) {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "#") {
        while offset < Int(mark), !Self.isBreak(text[offset]) { offset += 1 }
      } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?")
      {
        place = UInt32(truncatingIfNeeded: offset)
      }
    }
    return place
  }

  /// The start of a scalar's own token behind its anchor and tag.
  func skipProperties(from start: UInt32, to end: UInt32) -> UInt32 {
    var offset = Int(start)
    let end = Int(end)
    while offset < end {
      switch text[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset += 1
      case UInt8(ascii: "#"):
        while offset < end, !Self.isBreak(text[offset]) { offset += 1 }
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        let isVerbatim = offset + 1 < end && text[offset + 1] == UInt8(ascii: "<")
        offset += 1
        while offset < end, text[offset] > UInt8(ascii: " ") {
          offset += 1
          if isVerbatim, text[offset - 1] == UInt8(ascii: ">") { break }
        }
      default:
        return UInt32(truncatingIfNeeded: offset)
      }
    }
    return UInt32(truncatingIfNeeded: end)
  }

  /// The end of a block scalar's last line with content, its line break left
  /// out; without content the end of the header's indicators.
  ///
  /// libyaml's own mark is the start of the next line that holds something else.
  func endOfBlockScalar(start: UInt32, mark: UInt32) -> UInt32 {
    var header = Int(start) + 1
    let limit = Int(mark)
    while header < limit, text[header] > UInt8(ascii: " ") { header += 1 }
    var firstLine = header
    while firstLine < limit, !Self.isBreak(text[firstLine]) { firstLine += 1 }
    var end = limit
    while end > firstLine, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    if end <= firstLine { return UInt32(truncatingIfNeeded: header) }
    while end < limit, !Self.isBreak(text[end]) { end += 1 }
    return UInt32(truncatingIfNeeded: end)
  }

  /// LF or CR.
  static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// The key path of the child that is being added, or of the innermost open collection.
  func path() -> String {
    var path = ""
    // The first one is the file.
    for frame in (outer + [top]).dropFirst() {
      if frame.isMapping {
        guard frame.count > 0 else { break }
        appendKey(frame.lastKey, to: &path)
      } else {
        KeyPath.append(index: max(frame.count, 1) - 1, to: &path)
      }
    }
    return path
  }

  /// Appends a key to a path, of a collection an empty one.
  private func appendKey(_ index: UInt32, to path: inout String) {
    guard Int(index) < nodes.count else { return }
    let node = nodes[Int(index)]
    let target = node.kind == .alias ? nodes[Int(node.link)] : node
    withValue(of: target) { KeyPath.append(key: $0, to: &path) }
  }

  /// Calls a function with a scalar's decoded value; with nothing for any other node.
  func withValue<Result>(
    of node: Node, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard node.kind == .scalar else { return body(UnsafeBufferPointer(rebasing: text[0..<0])) }
    if node.has(Node.isDecoded) {
      let range = decodedRanges[Int(node.link)]
      return decoded.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[Int(range.start)..<Int(range.end)]))
      }
    }
    let quote: UInt32 = node.style == .plain ? 0 : 1
    return body(
      UnsafeBufferPointer(rebasing: text[Int(node.start + quote)..<Int(node.end - quote)]))
  }
}
