internal import SourceText
internal import Synchronization

/// One file as reports look at it: its places, and its text with secrets masked.
///
/// Everything that costs a pass over the file is made once.
final class SourceView: Sendable {
  private static let blockSize = 1024

  let file: SourceFile
  /// The path as platforms look it up in the repository; of a file outside, the reported path.
  let platformPath: String
  let text: [UInt8]
  let lines: LineIndex
  /// Sorted, none overlapping another.
  let secrets: [SourceRange]

  /// How many code points stand before each block, once that was needed: a line may be as long as the
  /// file, and counting it anew for each finding would be quadratic.
  private let codePointsBeforeBlock = Mutex<[Int]?>(nil)

  init(_ file: SourceFile, repositoryRoot: String? = nil) {
    self.file = file
    platformPath = file.path(inRepository: repositoryRoot) ?? file.path
    text = file.text
    lines = file.lineIndex
    secrets = file.secrets.mergedRanges()
  }

  /// The whole text with secrets masked.
  var maskedText: [UInt8] {
    let whole = SourceRange(start: 0, end: UInt32(clamping: text.count))
    return secrets.isEmpty ? text : text.maskedBytes(in: whole, secrets: secrets)
  }

  /// The line and column of an offset; one past the end counts as the end.
  func position(of offset: UInt32) -> SourcePosition {
    position(of: offset, inLine: lines.line(of: offset))
  }

  /// The lines and columns of both ends of a range.
  ///
  /// - Parameter line: The line that it starts in, where that is known.
  func positions(
    of range: SourceRange, inLine line: Int? = nil
  ) -> (start: SourcePosition, end: SourcePosition) {
    let start = position(of: range.start, inLine: line ?? lines.line(of: range.start))
    // Places are tokens, which end in the line that they start in.
    let endLine = lines.line(of: range.end, near: start.line)
    guard endLine == start.line, range.start >= lines.start(ofLine: endLine),
      Int(range.end) <= text.count
    else {
      return (start, position(of: range.end, inLine: endLine))
    }
    let length = codePoints(from: Int(range.start), to: Int(range.end))
    return (start, SourcePosition(line: endLine, column: start.column + length))
  }

  /// The line and column of an offset whose line is known.
  func position(of offset: UInt32, inLine line: Int) -> SourcePosition {
    let start = Int(lines.start(ofLine: line))
    let end = min(max(Int(offset), start), text.count)
    return SourcePosition(line: line, column: codePoints(from: min(start, end), to: end) + 1)
  }

  private func codePoints(from start: Int, to end: Int) -> Int {
    if end - start <= Self.blockSize { return countCodePoints(start..<end) }
    let blocks = codePointsBeforeBlock.withLock { known in
      let blocks = known ?? countBlocks()
      known = blocks
      return blocks
    }
    return codePoints(before: end, blocks) - codePoints(before: start, blocks)
  }

  private func codePoints(before offset: Int, _ blocks: [Int]) -> Int {
    let block = offset / Self.blockSize
    guard blocks.indices.contains(block) else { return countCodePoints(0..<offset) }
    return blocks[block] + countCodePoints(block * Self.blockSize..<offset)
  }

  private func countBlocks() -> [Int] {
    var counts: [Int] = []
    counts.reserveCapacity(text.count / Self.blockSize + 1)
    var count = 0
    for block in stride(from: 0, to: text.count, by: Self.blockSize) {
      counts.append(count)
      count += countCodePoints(block..<min(block + Self.blockSize, text.count))
    }
    return counts
  }

  private func countCodePoints(_ range: Range<Int>) -> Int {
    text.withUnsafeBufferPointer { text in
      let text = UnsafeRawBufferPointer(text)
      let ones: UInt64 = 0x0101_0101_0101_0101
      var offset = range.lowerBound
      // The bytes that go on with a character: their highest bit is set, and the next is not.
      var others = 0
      while range.upperBound - offset >= 8 {
        let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        others &+= Int(truncatingIfNeeded: ((word >> 7 & ~(word >> 6) & ones) &* ones) >> 56)
        offset += 8
      }
      for byte in text[offset..<range.upperBound] where byte & 0xC0 == 0x80 { others &+= 1 }
      return range.count - others
    }
  }
}

/// The views of a run's files, made when one is first needed; copies share them.
struct SourceViews: Sendable {
  private let shared: Shared
  /// The one that was asked for last: findings of one file follow each other.
  private var last: (id: FileID, view: SourceView)?

  /// - Parameter repositoryRoot: Where the paths of platforms start, as `path(inRepository:)` has it.
  init(_ files: SourceFiles, repositoryRoot: String? = nil) {
    shared = Shared(files, repositoryRoot)
  }

  subscript(id: FileID) -> SourceView {
    mutating get {
      if let last, last.id == id { return last.view }
      let view = shared.view(of: id)
      last = (id, view)
      return view
    }
  }

  private final class Shared: Sendable {
    private let files: SourceFiles
    private let repositoryRoot: String?
    private let views: Mutex<[SourceView?]>

    init(_ files: SourceFiles, _ repositoryRoot: String?) {
      self.files = files
      self.repositoryRoot = repositoryRoot
      views = Mutex(Array(repeating: nil, count: files.count))
    }

    func view(of id: FileID) -> SourceView {
      let index = Int(id.rawValue)
      return views.withLock { views in
        if let view = views[index] { return view }
        let view = SourceView(files[id], repositoryRoot: repositoryRoot)
        views[index] = view
        return view
      }
    }
  }
}
