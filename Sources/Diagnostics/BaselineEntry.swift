/// Findings that a baseline accepts: those of one rule, entity and field.
///
/// No line, message or number is part of it, so it stays the same through edits and new exports.
package struct BaselineEntry: Hashable, Sendable {
  /// What tells an entry from others.
  package struct Key: Hashable, Sendable {
    /// The login of the reseller; nil where none is known.
    package let reseller: String?
    package let rule: String
    /// The entity's identity; of a file, `file/` and its path from the folder of the baseline.
    package let entity: String
    package let field: String?

    package init(reseller: String?, rule: String, entity: String, field: String?) {
      self.reseller = reseller
      self.rule = rule
      self.entity = entity
      self.field = field
    }
  }

  package let key: Key
  /// How many equal findings there are, at least one.
  package let count: Int

  package init(_ key: Key, count: Int) {
    self.key = key
    self.count = count
  }
}

extension BaselineEntry.Key: Comparable {
  /// By reseller, rule, entity and field, byte by byte.
  package static func < (left: Self, right: Self) -> Bool {
    for (one, other) in zip(left.parts, right.parts) where one != other {
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  private var parts: [String] { [reseller ?? "", rule, entity, field ?? ""] }
}
