/// The elements of an array by their address, for reading them without counting a reference.
///
/// Several threads that read one array spend as much time on agreeing how often it is referred to as
/// on reading. An array keeps its elements in place while nobody changes or releases it: who holds
/// this holds the array, too, and does neither.
@frozen
@usableFromInline
struct BorrowedElements<Element>: @unchecked Sendable {
  @usableFromInline let buffer: UnsafeBufferPointer<Element>

  init(of array: ContiguousArray<Element>) {
    buffer = array.withUnsafeBufferPointer { $0 }
  }

  init(of array: [Element]) {
    buffer = array.withUnsafeBufferPointer { $0 }
  }

  @inlinable
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < buffer.count)
      return buffer[index]
    }
  }

  @inlinable
  subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
    @inline(__always) get {
      precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
      return UnsafeBufferPointer(rebasing: buffer[range])
    }
  }
}
