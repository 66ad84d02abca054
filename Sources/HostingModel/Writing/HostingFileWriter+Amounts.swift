internal import YAML

/// The mappings that several kinds of entity have.
extension HostingFileWriter {
  func limits(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      members(of: mapping, Keys.resource, Resource.allCases) { amount($1, $0.unit) }
    }
  }

  /// `usage:`, the day of its numbers first.
  func usage(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      let all = members(of: mapping, Keys.resource, Resource.allCases) { amount($1, $0.unit) }
      let isDate = { (member: Fragment.Member) in
        if case .scalar(let key) = member.key { return key == .word(UsageKey.asOf.rawValue) }
        return false
      }
      return all.filter(isDate) + all.filter { !isDate($0) }
    }
  }

  func permissions(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      members(of: mapping, Keys.permission, Permission.allCases) { word($1) }
    }
  }

  func php(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      members(of: mapping, Keys.php, PHPKey.allCases) { text($1) }
    }
  }

  func contact(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      members(of: mapping, Keys.contact, ContactKey.allCases) { key, value in
        key == .pleskAccess ? word(value) : text(value)
      }
    }
  }

  /// `labels:` by their keys.
  func labels(_ node: NodeID) -> Fragment {
    mapping(node) { mapping in
      let entries = tree.mergedEntries(of: mapping).filter { !isSecret($0.key) }
      return order.packs(entries).map { Fragment.Member(name($0.key), text($0.value)) }
    }
  }

  /// A list of texts as it stands: the order of name servers means something.
  func texts(_ node: NodeID) -> Fragment { list(node) { text($0) } }

  /// A list of texts in which order means nothing.
  func sortedTexts(_ node: NodeID) -> Fragment {
    list(node, sorted: order.texts) { text($0) }
  }

  /// A size as people write it where that is the same number, else in bytes.
  private func amount(_ node: NodeID, _ unit: Quantity.Unit) -> Fragment {
    let resolved = tree.resolve(node)
    guard tree.kind(resolved) == .scalar, tree.scalar(resolved) != .null else {
      return word(node)
    }
    var number = tree.string(resolved)
    // Hexadecimal and octal integers are in the core schema.
    if case .int(let value) = tree.scalar(resolved) { number = String(value) }
    guard case .success(let quantity) = Quantity.parse(number, unit: unit) else {
      return word(node)
    }
    return .scalar(.value(quantity.exactText))
  }
}

extension Quantity {
  /// The shortest text that is read as this very amount: `5 GB`, `3.1 GB`, `5121 MB`, `12`.
  package var exactText: String {
    if isUnlimited { return "unlimited" }
    guard unit == .bytes, amount >= 1024 else { return String(amount) }
    let rounded = description
    if Self.parse(rounded, unit: .bytes) == .success(self) { return rounded }
    for (power, name) in [(4, "TB"), (3, "GB"), (2, "MB"), (1, "KB")] {
      let step = Int64(1) << Int64(10 * power)
      if amount % step == 0 { return "\(amount / step) \(name)" }
    }
    return String(amount)
  }
}
