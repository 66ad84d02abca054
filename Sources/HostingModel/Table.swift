#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The rows of one kind of entity: what an array is, without a reference to count.
///
/// Every rule reads some dozens of rows for each entity. An array's buffer would be retained and
/// released each time, which took four tenths of a check, and more on two threads, which count on
/// the same memory. A table is a plain address that its `Hosting` owns and gives back; copies of
/// it are views that must not outlive that.
@frozen
@usableFromInline
package struct Table<Row> {
  @usableFromInline package private(set) var count = 0
  @usableFromInline private(set) var capacity = 0
  @usableFromInline private(set) var rows: UnsafeMutablePointer<Row>?

  init() {}

  init(_ rows: some Collection<Row>) {
    reserve(rows.count)
    _ = rows.withContiguousStorageIfAvailable { source in
      guard let start = source.baseAddress else { return }
      self.rows?.initialize(from: start, count: source.count)
      count = source.count
    }
    if count == 0 { for row in rows { append(row) } }
  }

  /// A table of one row many times.
  ///
  /// Written here and now: memory that the system hands out as zeros is mapped a second time when
  /// something is written, for which all threads are stopped.
  init(repeating row: Row, count: Int) {
    reserve(count)
    rows?.initialize(repeating: row, count: count)
    self.count = count
  }

  /// Makes room for more rows; those that are there may move.
  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    // A large block is moved by the system without being copied, nor there twice for a moment.
    let (size, overflow) = wanted.multipliedReportingOverflow(by: MemoryLayout<Row>.stride)
    // Where memory is short an array ends the program, too: there is nothing left to report with.
    guard !overflow, let moved = realloc(rows, Swift.max(size, 1)) else {
      fatalError("out of memory for \(wanted) rows")
    }
    rows = moved.assumingMemoryBound(to: Row.self)
    capacity = wanted
  }

  mutating func append(_ row: Row) {
    if count == capacity { reserve(Swift.max(16, capacity * 2)) }
    rows?.advanced(by: count).initialize(to: row)
    count += 1
  }

  mutating func append(contentsOf added: UnsafeBufferPointer<Row>) {
    if count + added.count > capacity { reserve(Swift.max(count + added.count, capacity * 2)) }
    if let start = added.baseAddress {
      rows?.advanced(by: count).initialize(from: start, count: added.count)
    }
    count += added.count
  }

  /// Removes the rows from a number on.
  mutating func removeLast(from first: Int) {
    guard first < count else { return }
    rows?.advanced(by: first).deinitialize(count: count - first)
    count = first
  }

  /// Moves the rows of another table behind those that are here; it is empty then.
  mutating func take(_ other: inout Table, changing change: (inout Row) -> Void) {
    reserve(count + other.count)
    for row in other {
      var row = row
      change(&row)
      append(row)
    }
    other.deallocate()
  }

  /// Gives the memory back; every copy of the table is void then.
  mutating func deallocate() {
    rows?.deinitialize(count: count)
    free(rows)
    self = Table()
  }
}

// One thread fills a table, and afterwards nothing changes it.
extension Table: @unchecked Sendable where Row: Sendable {}

extension Table: RandomAccessCollection, MutableCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { count }

  @inlinable
  package subscript(index: Int) -> Row {
    @inline(__always)
    unsafeAddress {
      UnsafePointer(place(of: index))
    }
    @inline(__always)
    unsafeMutableAddress {
      place(of: index)
    }
  }

  @inlinable
  @inline(__always)
  func place(of index: Int) -> UnsafeMutablePointer<Row> {
    guard let rows, index >= 0, index < count else {
      preconditionFailure("no row \(index) among \(count)")
    }
    return rows + index
  }
}
