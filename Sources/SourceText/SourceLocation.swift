/// A file of one run, by its place in `SourceFiles`.
@frozen
@usableFromInline
package struct FileID: Hashable, Comparable, Sendable {
  @usableFromInline package let rawValue: UInt32

  @inlinable
  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  @inlinable
  package static func < (left: FileID, right: FileID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A range in one of a run's files.
@frozen
@usableFromInline
package struct SourceLocation: Hashable, Sendable {
  @usableFromInline package let file: FileID
  @usableFromInline package let range: SourceRange

  @inlinable
  package init(file: FileID, range: SourceRange) {
    self.file = file
    self.range = range
  }
}

extension SourceLocation: Comparable {
  /// By file, in the run's order, then by range.
  @inlinable
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.range) < (right.file, right.range)
  }
}
