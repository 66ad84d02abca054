/// IP addresses as text.
enum NetworkText {
  /// The canonical text of 4 or 16 bytes (RFC 5952 for the latter).
  static func address(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
    // The longest run of at least two zero groups, the first of equal ones.
    var best = 0..<0
    var start: Int?
    for index in 0...8 {
      if index < 8, groups[index] == 0 {
        if start == nil { start = index }
      } else if let first = start {
        if index - first > max(best.count, 1) { best = first..<index }
        start = nil
      }
    }
    guard !best.isEmpty else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    let head = groups[..<best.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
    let tail = groups[best.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
    return head + "::" + tail
  }
}
