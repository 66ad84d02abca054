/// A name by its number in a `NameTable`; equal names of one table have equal numbers.
@frozen
@usableFromInline
package struct NameID: Hashable, Sendable {
  @usableFromInline package let rawValue: UInt32

  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

/// Every name of one sort, kept once, with a number each.
///
/// Bytes lie in one array and are found by open addressing over FNV-1a hashes: comparing and
/// hashing `String`s took eight times as long over an account of 100,000 subscriptions.
package struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Name numbers plus one by hash; zero is an empty slot. Its size is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)
  /// Where hashes start; by chance, so that nobody can prepare names that all fall together.
  private let seed = UInt64.random(in: .min ... .max)

  package init() {}

  /// The number of names; they are numbered from zero.
  package var count: Int { ends.count }

  /// The number of a name, which is new where it did not stand here yet.
  package mutating func intern(_ name: some Collection<UInt8>) -> NameID {
    let hash = hash(name)
    if let known = find(name, hash: hash) { return known }
    if (ends.count + 1) * 2 > slots.count { grow() }
    let id = UInt32(truncatingIfNeeded: ends.count)
    bytes.append(contentsOf: name)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    hashes.append(hash)
    insert(id, hash: hash)
    return NameID(id)
  }

  /// The number of a name that stands here.
  package func find(_ name: some Collection<UInt8>) -> NameID? {
    find(name, hash: hash(name))
  }

  /// The bytes of a name, UTF-8.
  package func utf8(_ id: NameID) -> ArraySlice<UInt8> {
    let index = Int(id.rawValue)
    return bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  package func string(_ id: NameID) -> String {
    String(decoding: utf8(id), as: UTF8.self)
  }

  private func find(_ name: some Collection<UInt8>, hash: UInt32) -> NameID? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if hashes[Int(id)] == hash, utf8(NameID(id)).elementsEqual(name) { return NameID(id) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func insert(_ id: UInt32, hash: UInt32) {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = id + 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (id, hash) in hashes.enumerated() { insert(UInt32(truncatingIfNeeded: id), hash: hash) }
  }

  private func hash(_ name: some Collection<UInt8>) -> UInt32 {
    var hash = seed
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
