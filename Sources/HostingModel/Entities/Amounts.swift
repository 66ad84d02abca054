package import YAML

/// One limit or one measured usage.
package struct Amount: Sendable {
  // The widest first, so that there is no room between them.
  /// Nil where the value could not be read.
  package let value: Quantity?
  package let resource: Resource
  package internal(set) var owner: EntityReference
  package let node: NodeID

  init(owner: EntityReference, resource: Resource, value: Quantity?, node: NodeID) {
    self.value = value
    self.resource = resource
    self.owner = owner
    self.node = node
  }
}

/// The amounts that one entity declares: a run of `Hosting.limits` or `Hosting.usage`.
package struct Amounts: Sendable {
  package var entries = EntityRange<Amount>()
  /// Whether a resource without an entry is unknown instead of absent.
  package var isOpen = false
  /// The day the usage was measured.
  package var asOf: Field<CalendarDate> = .absent
}

/// One granted or refused permission.
package struct Grant: Sendable {
  package let permission: Permission
  /// Nil where the value could not be read.
  package let value: PermissionValue?
  package let node: NodeID
}

/// The permissions that one entity declares: a run of `Hosting.grants`.
package struct Grants: Sendable {
  package var entries = EntityRange<Grant>()
  /// Whether a permission without an entry is unknown instead of absent.
  package var isOpen = false
}

/// The PHP settings of a pack, subscription or domain.
package struct PHPSettings: Sendable {
  package var version: Field<Text> = .absent
  package var handler: Field<Text> = .absent
}

/// What one level of the hierarchy says about DNS.
package struct DNSSettings: Sendable {
  package var dns: Field<DNSHost> = .absent
  package var nameservers: Field<Nameservers> = .absent
  package var sync: Field<Bool> = .absent
}

/// A declared list of name servers.
package struct Nameservers: Sendable {
  /// The sequence's node; its items are the names.
  package let node: NodeID
  private let length: UInt32
  /// Whose they are; nil for an empty list, which says nothing.
  package let provider: DNSProvider?

  package var count: Int { Int(length) }

  init(node: NodeID, count: Int, provider: DNSProvider?) {
    self.node = node
    length = UInt32(truncatingIfNeeded: count)
    self.provider = provider
  }
}
