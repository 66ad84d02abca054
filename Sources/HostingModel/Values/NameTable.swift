internal import YAML

/// A name by its number in a `NameTable`; equal names of one table have equal numbers.
@frozen
@usableFromInline
package struct NameID: Hashable, FieldValue {
  @usableFromInline package let rawValue: UInt32

  @inlinable
  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  @inlinable package static var placeholder: NameID { NameID(0) }
}

/// Every name of one sort, kept once, with a number each.
///
/// Bytes lie one behind the other and are found by open addressing: comparing and hashing `String`s
/// took eight times as long over an account of 100,000 subscriptions. One thread adds names; when it
/// has, any number of them may read.
package final class NameTable: @unchecked Sendable {
  @exclusivity(unchecked) private var bytes = Table<UInt8>()
  /// By number, where a name ends.
  @exclusivity(unchecked) private var ends = Table<UInt32>()
  /// Hash (high half) and name number plus one by hash; zero is an empty slot. Its size is a power
  /// of two. The hash stands here too, so that a name that is new is told by one look at memory.
  @exclusivity(unchecked) private var slots = Table<UInt64>(repeating: 0, count: 64)

  package init() {}

  deinit {
    bytes.deallocate()
    ends.deallocate()
    slots.deallocate()
  }

  /// Makes room for so many names of usual length.
  func reserve(_ wanted: Int) {
    ends.reserve(wanted)
    bytes.reserve(wanted * 24)
    if wanted * 2 > slots.count { grow(for: wanted) }
  }

  /// A table of the same names with the same numbers, to which others may be added.
  func copy() -> NameTable {
    let copy = NameTable()
    _ = copy.add(namesOf: self)
    return copy
  }

  /// The number of names; they are numbered from zero.
  package var count: Int { ends.count }

  /// The number of a name, which is new where it did not stand here yet.
  package func intern(_ name: some Collection<UInt8>) -> NameID {
    name.withContiguousStorageIfAvailable { intern(bytes: $0) }
      ?? Array(name).withUnsafeBufferPointer { intern(bytes: $0) }
  }

  /// The number of the name that a scalar spells.
  func intern(_ node: NodeID, of tree: Tree) -> NameID {
    tree.withUTF8(node) { intern(bytes: $0) }
  }

  /// Adds the names of another table, in their order.
  ///
  /// - Returns: Their numbers here, by their numbers there.
  func add(namesOf other: NameTable) -> [NameID] {
    (0..<other.count).map { index in
      other.withUTF8(NameID(UInt32(truncatingIfNeeded: index))) { intern(bytes: $0) }
    }
  }

  /// Forgets all names, and gives their memory back.
  func removeAll() {
    bytes.deallocate()
    ends.deallocate()
    slots.deallocate()
    slots = Table(repeating: 0, count: 64)
  }

  /// The number of a name that stands here.
  package func find(_ name: some Collection<UInt8>) -> NameID? {
    (name.withContiguousStorageIfAvailable { find($0, hash: Self.hash($0)) })
      ?? Array(name).withUnsafeBufferPointer { find($0, hash: Self.hash($0)) }
  }

  /// The number of the name that a scalar spells, where it stands here.
  func find(_ node: NodeID, of tree: Tree) -> NameID? {
    tree.withUTF8(node) { find($0, hash: Self.hash($0)) }
  }

  /// The bytes of a name, UTF-8.
  package func utf8(_ id: NameID) -> [UInt8] { withUTF8(id) { Array($0) } }

  package func string(_ id: NameID) -> String {
    withUTF8(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls a function with the bytes of a name; the buffer ends with the call.
  package func withUTF8<Result>(
    _ id: NameID, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let index = Int(id.rawValue)
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return body(
      UnsafeBufferPointer(start: bytes.rows.map { $0 + start }, count: Int(ends[index]) - start))
  }

  private func intern(bytes name: UnsafeBufferPointer<UInt8>) -> NameID {
    let hash = Self.hash(name)
    if let known = find(name, hash: hash) { return known }
    if (ends.count + 1) * 2 > slots.count { grow(for: ends.count + 1) }
    let id = UInt32(truncatingIfNeeded: ends.count)
    bytes.append(contentsOf: name)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    insert(UInt64(hash) << 32 | UInt64(id + 1))
    return NameID(id)
  }

  private func find(_ name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> NameID? {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while case let slot = slots[place], slot != 0 {
      if UInt32(truncatingIfNeeded: slot >> 32) == hash {
        let id = NameID(UInt32(truncatingIfNeeded: slot) - 1)
        if withUTF8(id, { Bytes.areEqual($0, name) }) { return id }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  private func insert(_ slot: UInt64) {
    let mask = slots.count - 1
    var place = Int(slot >> 32) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  private func grow(for wanted: Int) {
    var old = slots
    var size = old.count
    while size < wanted * 2 { size *= 2 }
    slots = Table(repeating: 0, count: size)
    for slot in old where slot != 0 { insert(slot) }
    old.deallocate()
  }

  /// Products of eight bytes at a time, as in wyhash, with factors of this process's own: names
  /// that were made to hash alike elsewhere do not here.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(name)
    var hash = seeds.0 ^ UInt64(truncatingIfNeeded: name.count)
    var index = 0
    while index + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    hash = mix(hash ^ rest)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: seeds.1)
    return product.high ^ product.low
  }

  /// The second one is odd.
  private static let seeds = (UInt64.random(in: 0...(.max)), UInt64.random(in: 0...(.max)) | 1)
}
