/// A half-open range of UTF-8 byte offsets in one file's text.
///
/// Offsets are 32-bit: a file is at most 4 GiB, and the reader's own bound is
/// far below that.
@frozen
@usableFromInline
package struct SourceRange: Hashable, Sendable {
  /// The first byte's offset.
  @usableFromInline package let start: UInt32
  /// The offset behind the last byte; never below `start`.
  @usableFromInline package let end: UInt32

  @inlinable
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = max(start, end)
  }

  /// The empty range at an offset.
  @inlinable
  package init(at offset: UInt32) {
    self.init(start: offset, end: offset)
  }

  @inlinable package var isEmpty: Bool { start == end }

  /// The number of bytes.
  @inlinable package var length: Int { Int(end) - Int(start) }

  /// Whether the other range lies wholly inside this one.
  @inlinable
  package func contains(_ other: SourceRange) -> Bool {
    start <= other.start && other.end <= end
  }
}

extension SourceRange: Comparable {
  /// By start, then by end.
  @inlinable
  package static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
