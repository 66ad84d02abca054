internal import SourceText

/// The text behind the place where the reading of a file ended: nobody knows what it holds, and
/// its lines may be shown.
enum UnreadText {
  /// How much of it is looked at: what lies further on is never shown.
  private static let bound = 1 << 16

  /// What may be a secret: the values behind each word that names one.
  static func secrets(in text: [UInt8], from start: Int) -> [SourceRange] {
    let values = values(in: text, from: start)
    return plainSecrets(in: text, from: start)
      + values.enumerated().filter { index, _ in
        // Its key is what stands before it; a property's name stands a value earlier.
        let keyStart = index >= 2 ? Int(values[index - 2].start) : max(0, start - 200)
        return Secrets.isSecret(key: text[min(keyStart, text.count)..<Int(values[index].start)])
      }.map(\.element)
  }

  /// What is no export may be anything, such as the login that was sent with the request.
  private static func plainSecrets(in text: [UInt8], from start: Int) -> [SourceRange] {
    let start = max(0, min(start, text.count) - 200)
    let end = min(text.count, start + bound)
    let part = SourceFile(path: "", text: Array(text[start..<end]))
    Secrets.markUnreadable(in: part, isComplete: false)
    let offset = UInt32(truncatingIfNeeded: start)
    return part.secrets.map {
      SourceRange(start: $0.start &+ offset, end: $0.end &+ offset)
    }
  }

  /// What stands between tags, or within quotes, from a little before the place on.
  static func values(in text: [UInt8], from start: Int) -> [SourceRange] {
    var ranges: [SourceRange] = []
    var index = max(0, min(start, text.count) - 200)
    let end = min(text.count, min(start, text.count) + bound)
    while index < end {
      let mark = text[index]
      index += 1
      guard mark == UInt8(ascii: ">") || mark == UInt8(ascii: "\"") else { continue }
      let close = mark == UInt8(ascii: ">") ? UInt8(ascii: "<") : UInt8(ascii: "\"")
      let valueStart = index
      while index < end, text[index] != close { index += 1 }
      if index > valueStart {
        ranges.append(
          SourceRange(
            start: UInt32(truncatingIfNeeded: valueStart), end: UInt32(truncatingIfNeeded: index)))
      }
    }
    return ranges
  }
}
