/// Numbers by 64-bit keys, in one flat array with open addressing.
///
/// For keys that are made of ids: `Dictionary` hashes them with SipHash and spreads them over the
/// heap, which took three times as long for 100,000 logins.
struct NumberIndex {
  /// A key and its value plus one; zero is an empty slot. Its size is a power of two.
  private var slots: [(key: UInt64, value: UInt32)]
  private var count = 0

  init(minimumCapacity: Int = 0) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: (0, 0), count: size)
  }

  subscript(key: UInt64) -> UInt32? {
    let slot = slots[place(of: key)]
    return slot.value == 0 ? nil : slot.value - 1
  }

  /// Adds a value below `UInt32.max`, unless the key has one; gives the one that it had.
  mutating func insert(_ value: UInt32, for key: UInt64) -> UInt32? {
    let place = place(of: key)
    if slots[place].value != 0 { return slots[place].value - 1 }
    slots[place] = (key, value + 1)
    count += 1
    if count * 2 > slots.count { grow() }
    return nil
  }

  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    // The high bits of the product depend on all bits of the key.
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[place].value != 0, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for slot in old where slot.value != 0 { slots[place(of: slot.key)] = slot }
  }
}
