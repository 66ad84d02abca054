package import SourceText

/// A value in force, and where it comes from.
package enum AccountValue: Hashable, Sendable {
  /// Not declared anywhere, and without a default.
  case absent
  /// Not to be known: unreadable, unresolved, or not claimed to be known by the file.
  case unknown
  /// The origin is nil where no one place decides the value, such as a default.
  case known(Known, Origin?)

  package enum Known: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case amount(Amount)
    /// Nil stands for an element that could not be read or resolved.
    case list([String?])
  }

  /// Bytes or a count, or no bound at all.
  package struct Amount: Hashable, Sendable {
    /// Nil is unlimited.
    package let number: Int64?
    /// Whether it counts bytes.
    package let isSize: Bool
    /// As people write it: `6.2 GB`, `12`, `unlimited`.
    package let text: String

    package init(number: Int64?, isSize: Bool, text: String) {
      self.number = number
      self.isSize = isSize
      self.text = text
    }
  }

  /// The place that decides a value, and the entity that it belongs to.
  package struct Origin: Hashable, Sendable {
    package let kind: AccountEntity.Kind
    package let name: String
    package let identity: String?
    /// The packs that the value adds up from; empty for any other value. The place is that of the
    /// first.
    package let packs: [String]
    package let location: SourceLocation

    package init(
      kind: AccountEntity.Kind, name: String, identity: String?, packs: [String] = [],
      location: SourceLocation
    ) {
      self.kind = kind
      self.name = name
      self.identity = identity
      self.packs = packs
      self.location = location
    }

    /// `pack starter`, or `packs starter + more-disk`.
    package var owner: String {
      packs.count > 1 ? "packs " + packs.joined(separator: " + ") : "\(kind.rawValue) \(name)"
    }
  }

  /// A value with what it is called.
  package struct Named<Name: Hashable & Sendable>: Hashable, Sendable {
    package let name: Name
    package let value: AccountValue

    package init(_ name: Name, _ value: AccountValue) {
      self.name = name
      self.value = value
    }
  }

  package var text: String? {
    if case .known(.text(let text), _) = self { return text }
    return nil
  }

  package var flag: Bool? {
    if case .known(.flag(let flag), _) = self { return flag }
    return nil
  }

  package var amount: Amount? {
    if case .known(.amount(let amount), _) = self { return amount }
    return nil
  }

  package var list: [String?]? {
    if case .known(.list(let list), _) = self { return list }
    return nil
  }

  package var origin: Origin? {
    if case .known(_, let origin) = self { return origin }
    return nil
  }
}
