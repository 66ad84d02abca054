/// Comments in an account that is at fault: each line of the input is put behind one line of the
/// account, or on a line of its own above it where it starts with a space.
enum SuppressionTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    let newline = UInt8(ascii: "\n")
    let comments = input.split(separator: newline, omittingEmptySubsequences: false)
    let lines = Checking.account.utf8.split(separator: newline)
    var text: [UInt8] = []
    for index in 0..<max(lines.count, comments.count) {
      let line = index < lines.count ? lines[index] : lines[lines.count - 1].prefix(0)
      let comment = index < comments.count ? comments[index] : []
      if comment.isEmpty {
        text += line
      } else if comment.first == UInt8(ascii: " ") {
        text += line.prefix { $0 == UInt8(ascii: " ") }
        text += Array("#".utf8) + comment + [newline] + line
      } else {
        text += line + Array(" # ".utf8) + comment
      }
      text.append(newline)
    }
    try Checking.check(text, path: "hosting.yaml")
  }
}
