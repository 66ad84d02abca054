internal import Synchronization

/// One file's text, read once and kept for the whole run.
package final class SourceFile: Sendable {
  /// The path as it is reported: relative to the working directory where the
  /// file lies below it, with forward slashes.
  package let path: String
  /// The absolute path with symbolic links resolved; nil for standard input.
  package let realPath: String?
  /// UTF-8, a byte-order mark included where the file has one. UTF-16 input is
  /// converted on reading, and its ranges are those of the converted text.
  package let text: [UInt8]
  /// Byte ranges that hold secrets (passwords), sorted; set once by the reader
  /// and masked wherever source text is shown or hashed.
  package var secrets: [SourceRange] { storedSecrets.withLock { $0 } }

  private let storedSecrets = Mutex<[SourceRange]>([])
  private let storedIndex = Mutex<LineIndex?>(nil)

  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init(path: String, realPath: String? = nil, text: [UInt8]) {
    self.path = path
    self.realPath = realPath
    self.text = text
  }

  /// Remembers ranges whose text must never be shown.
  package func markSecrets(_ ranges: [SourceRange]) {
    guard !ranges.isEmpty else { return }
    storedSecrets.withLock { $0 = Array(Set($0 + ranges)).sorted() }
  }

  /// The file's lines; made at the first call.
  package var lineIndex: LineIndex {
    storedIndex.withLock { stored in
      if let index = stored { return index }
      let index = LineIndex(text: text)
      stored = index
      return index
    }
  }

  /// The line and column of an offset.
  package func position(of offset: UInt32) -> SourcePosition {
    lineIndex.position(of: offset, in: text)
  }

  /// The text of a range as it stands in the file, secrets not masked.
  package func string(in range: SourceRange) -> String {
    let end = min(Int(range.end), text.count)
    return String(decoding: text[min(Int(range.start), end)..<end], as: UTF8.self)
  }
}

/// The files of one run, in the order of their reported paths.
package struct SourceFiles: Sendable {
  private let files: [SourceFile]

  package init(_ files: [SourceFile] = []) {
    self.files = files
  }

  package var count: Int { files.count }

  /// Every file's id, in order.
  package var ids: [FileID] { files.indices.map { FileID(UInt32(truncatingIfNeeded: $0)) } }

  /// The file of an id that this run gave out.
  package subscript(id: FileID) -> SourceFile { files[Int(id.rawValue)] }
}
