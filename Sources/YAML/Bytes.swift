/// Comparison of raw text, eight bytes at a time.
@usableFromInline
package enum Bytes {
  /// Whether two texts are the same.
  @inlinable
  @inline(__always)
  package static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return left.isEmpty }
    return areEqual(first, second, count: left.count)
  }

  /// Whether two runs of equal length hold the same bytes.
  ///
  /// `elementsEqual` goes byte by byte through iterators, which is felt when
  /// every scalar of a file is compared with its source.
  @inlinable
  @inline(__always)
  package static func areEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
  )
    -> Bool
  {
    let first = UnsafeRawPointer(left)
    let second = UnsafeRawPointer(right)
    if count >= 8 {
      var offset = 0
      while offset + 8 <= count {
        if !isEqual(first, second, at: offset, as: UInt64.self) { return false }
        offset += 8
      }
      // The last word overlaps the one before it.
      return isEqual(first, second, at: count - 8, as: UInt64.self)
    }
    if count >= 4 {
      return isEqual(first, second, at: 0, as: UInt32.self)
        && isEqual(first, second, at: count - 4, as: UInt32.self)
    }
    if count >= 2 {
      return isEqual(first, second, at: 0, as: UInt16.self)
        && isEqual(first, second, at: count - 2, as: UInt16.self)
    }
    return count <= 0 || left[0] == right[0]
  }

  @inlinable
  @inline(__always)
  package static func isEqual<Word: FixedWidthInteger & BitwiseCopyable>(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int, as type: Word.Type
  ) -> Bool {
    left.loadUnaligned(fromByteOffset: offset, as: type)
      == right.loadUnaligned(fromByteOffset: offset, as: type)
  }
}
