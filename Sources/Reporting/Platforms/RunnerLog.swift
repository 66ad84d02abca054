/// The log of a CI runner that obeys lines of a program's output.
package enum RunnerLog {
  /// Text for people with nothing in it that a runner takes for a command: `::…` at the start of a
  /// line and `##[…` anywhere (GitHub Actions), `##vso[…` (Azure Pipelines).
  ///
  /// A zero-width space breaks the command and leaves what is read, and its columns, as they are.
  ///
  /// - Parameter text: UTF-8, whole lines.
  package static func neutralised(_ text: [UInt8]) -> [UInt8] {
    let marks = ["::", "##[", "##vso["].map { Array($0.utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    // Whether nothing but blanks stands before it on the line.
    var isLineStart = true
    for (index, byte) in text.enumerated() {
      result.append(byte)
      guard byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") else {
        isLineStart = byte == UInt8(ascii: "\n") || isLineStart && isBlank(byte)
        continue
      }
      let rest = text[index...]
      if isLineStart && rest.starts(with: marks[0]) || rest.starts(with: marks[1])
        || rest.starts(with: marks[2])
      {
        result += "\u{200B}".utf8
      }
      isLineStart = false
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
