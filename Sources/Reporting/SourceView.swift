internal import SourceText

/// One file as reports look at it: its places, and its text with secrets masked.
///
/// Everything that costs a pass over the file is made once.
final class SourceView {
  private static let blockSize = 1024

  let file: SourceFile
  let text: [UInt8]
  let lines: LineIndex
  /// Sorted, none overlapping another.
  let secrets: [SourceRange]
  /// GitHub's hash of each line.
  private(set) lazy var lineHashes = LineHashes(
    text: secrets.isEmpty ? text : text.maskedBytes(in: wholeText, secrets: secrets))

  /// How many code points stand before each block: a line may be as long as the
  /// file, and counting it anew for each finding would be quadratic.
  private let codePointsBeforeBlock: [Int]

  init(_ file: SourceFile) {
    self.file = file
    text = file.text
    lines = file.lineIndex
    secrets = file.secrets.mergedRanges()
    var counts: [Int] = []
    counts.reserveCapacity(text.count / Self.blockSize + 1)
    var count = 0
    text.withUnsafeBufferPointer { text in
      for block in stride(from: 0, to: text.count, by: Self.blockSize) {
        counts.append(count)
        // Whole blocks in a loop of their own, which the processor does many bytes at a time in.
        for offset in block..<min(block + Self.blockSize, text.count) {
          count &+= text[offset] & 0xC0 != 0x80 ? 1 : 0
        }
      }
    }
    codePointsBeforeBlock = counts
  }

  private var wholeText: SourceRange {
    SourceRange(start: 0, end: UInt32(clamping: text.count))
  }

  /// The line and column of an offset; one past the end counts as the end.
  func position(of offset: UInt32) -> SourcePosition {
    let line = lines.line(of: offset)
    let start = Int(lines.range(ofLine: line, in: text).start)
    let end = min(max(Int(offset), start), text.count)
    return SourcePosition(line: line, column: codePoints(from: min(start, end), to: end) + 1)
  }

  private func codePoints(from start: Int, to end: Int) -> Int {
    if end - start <= Self.blockSize { return countCodePoints(start..<end) }
    return codePoints(before: end) - codePoints(before: start)
  }

  private func codePoints(before offset: Int) -> Int {
    let block = offset / Self.blockSize
    guard codePointsBeforeBlock.indices.contains(block) else { return countCodePoints(0..<offset) }
    return codePointsBeforeBlock[block] + countCodePoints(block * Self.blockSize..<offset)
  }

  private func countCodePoints(_ range: Range<Int>) -> Int {
    var count = 0
    for byte in text[range] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

/// The views of a run's files, made when one is first needed.
struct SourceViews {
  private let files: SourceFiles
  private var views: [SourceView?]

  init(_ files: SourceFiles) {
    self.files = files
    views = Array(repeating: nil, count: files.count)
  }

  subscript(id: FileID) -> SourceView {
    mutating get {
      let index = Int(id.rawValue)
      if let view = views[index] { return view }
      let view = SourceView(files[id])
      views[index] = view
      return view
    }
  }
}
