/// What tells one key from another: its type by the core schema and its value,
/// of a longer text the first eight bytes.
struct KeyPrint {
  /// The kinds of key; keys of different kinds are never equal.
  enum Kind: UInt32 {
    case text = 0
    case int = 1
    case float = 2
    case bool = 3
    case null = 4
    /// An integer beyond 64 bits, compared as it is written.
    case bigInt = 5
    /// The merge key `<<`, which is not the text `'<<'`.
    case merge = 6
  }

  /// The first eight bytes of a text, otherwise the value itself.
  let word: UInt64
  /// The length of a text, 0 for other kinds.
  let length: UInt32
  let kind: Kind
  /// The key's node; of an alias the alias.
  let node: UInt32

  init(_ value: UnsafeBufferPointer<UInt8>, node: UInt32, isPlain: Bool, tag: String?) {
    self.node = node
    if Self.isMergeKey(value, isPlain: isPlain, tag: tag) {
      (word, length, kind) = (0, 0, .merge)
      return
    }
    let scalar: ScalarValue =
      if let tag {
        ScalarValue(value, tag: tag)
      } else {
        isPlain ? ScalarValue(plain: value) : .string
      }
    switch scalar {
    case .string: kind = .text
    case .null: kind = .null
    case .bool: kind = .bool
    case .int: kind = .int
    case .float: kind = .float
    case .bigInt: kind = .bigInt
    }
    switch scalar {
    case .string, .bigInt:
      let short = ShortKey(value)
      word = short.word
      length = short.length
    case .null:
      (word, length) = (0, 0)
    case .bool(let value):
      (word, length) = (value ? 1 : 0, 0)
    case .int(let value):
      (word, length) = (UInt64(bitPattern: value), 0)
    case .float(let value):
      // All zeros are one key, and all not-a-numbers.
      (word, length) = (value.isNaN ? .max : (value == 0 ? 0 : value.bitPattern), 0)
    }
  }

  private static func isMergeKey(
    _ value: UnsafeBufferPointer<UInt8>, isPlain: Bool, tag: String?
  ) -> Bool {
    guard let tag else {
      return isPlain && value.count == 2 && value[0] == UInt8(ascii: "<")
        && value[1] == UInt8(ascii: "<")
    }
    return tag == "tag:yaml.org,2002:merge"
  }

  /// Whether two keys may be equal: they are, unless they are texts of more than eight bytes.
  func mayEqual(_ other: KeyPrint) -> Bool {
    word == other.word && length == other.length && kind == other.kind
  }
}

extension TreeBuilder {
  /// The print of a scalar that an alias stands for.
  func keyPrint(of target: Node, at targetIndex: UInt32, as alias: UInt32) -> KeyPrint {
    let tag = target.has(Node.hasTag) ? tags[targetIndex] : nil
    return withValue(of: target) {
      KeyPrint($0, node: alias, isPlain: target.style == .plain, tag: tag)
    }
  }

  /// Puts a key of the innermost mapping on the stack of keys.
  mutating func push(_ key: KeyPrint) {
    if keyCount < keys.count { keys[keyCount] = key } else { keys.append(key) }
    keyCount += 1
  }

  /// Reports every key that an earlier one of the mapping equals, and forgets the mapping's keys.
  ///
  /// Keys that are collections are not compared.
  mutating func checkKeys(of frame: Frame) {
    let count = keyCount - frame.keyBase
    if count > 1 {
      if count <= 12 {
        for later in frame.keyBase + 1..<keyCount {
          for first in frame.keyBase..<later where keys[later].mayEqual(keys[first]) {
            guard isEqual(keys[later], keys[first]) else { continue }
            reportDuplicate(later: keys[later], first: keys[first])
            break
          }
        }
      } else {
        checkManyKeys(from: frame.keyBase)
      }
    }
    keyCount = frame.keyBase
  }

  /// The same with a hash table: its time is linear in the number of keys.
  private mutating func checkManyKeys(from base: Int) {
    var size = 32
    while size < (keyCount - base) * 2 { size *= 2 }
    // Indices into `keys`, or -1; the hash is seeded, so that a file cannot aim at it.
    var table = [Int](repeating: -1, count: size)
    for later in base..<keyCount {
      var slot = hash(keys[later]) & (size - 1)
      while true {
        let first = table[slot]
        if first < 0 {
          table[slot] = later
          break
        }
        if keys[later].mayEqual(keys[first]), isEqual(keys[later], keys[first]) {
          reportDuplicate(later: keys[later], first: keys[first])
          break
        }
        slot = (slot + 1) & (size - 1)
      }
    }
  }

  private func hash(_ key: KeyPrint) -> Int {
    var hasher = Hasher()
    hasher.combine(key.word)
    hasher.combine(key.length)
    if key.length > 8 {
      withValue(of: target(of: key)) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
    return hasher.finalize()
  }

  private func isEqual(_ left: KeyPrint, _ right: KeyPrint) -> Bool {
    guard left.length > 8 else { return true }
    return withValue(of: target(of: left)) { left in
      withValue(of: target(of: right)) { right in
        guard left.count == right.count, let first = left.baseAddress,
          let second = right.baseAddress
        else { return left.count == right.count }
        return Bytes.areEqual(first, second, count: left.count)
      }
    }
  }

  /// The scalar that a key is or, as an alias, stands for.
  private func target(of key: KeyPrint) -> Node {
    let node = nodes[Int(key.node)]
    return node.kind == .alias ? nodes[Int(node.link)] : node
  }

  private mutating func reportDuplicate(later: KeyPrint, first: KeyPrint) {
    var path = path()
    withValue(of: target(of: later)) {
      KeyPath.append(key: $0, to: &path)
    }
    faults.append(.duplicateKey(later: later.node, first: first.node, path: path))
  }

  /// Reports the value of a merge key, or an item of its list, that is no mapping.
  mutating func checkMergeSource(_ index: UInt32) {
    let node = nodes[Int(index)]
    // What an alias lacks is reported already where it has no target.
    if node.kind == .alias, node.link == index { return }
    let kind = node.kind == .alias ? nodes[Int(node.link)].kind : node.kind
    guard kind == .mapping || top.isMapping && kind == .sequence else {
      faults.append(.mergeOfNoMapping(node: index, path: path()))
      return
    }
  }
}
