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
  package private(set) var entries = EntityRange<Amount>()
  /// The resources of the entries, a bit each: most questions are about others.
  private var resources: UInt16 = 0
  /// Whether a resource without an entry is unknown instead of absent.
  package var isOpen = false
  /// The day the usage was measured.
  package var asOf: Field<CalendarDate> = .absent

  /// - Parameter start: Where its run of entries starts.
  init(isOpen: Bool = false, start: Int = 0) {
    self.isOpen = isOpen
    entries.start = UInt32(truncatingIfNeeded: start)
  }

  /// Whether there is an entry for a resource.
  package func has(_ resource: Resource) -> Bool { resources >> resource.index & 1 == 1 }

  /// Counts an entry at the end of the run.
  mutating func add(_ resource: Resource) {
    entries.count += 1
    resources |= 1 << resource.index
  }

  /// Moves the run along with the table that it lies in.
  mutating func move(by shift: UInt32) { entries.start += shift }
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
package struct PHPSettings: Settings {
  package var version: Field<Text> = .absent
  package var handler: Field<Text> = .absent

  package var isSilent: Bool { version.isAbsent && handler.isAbsent }
}

/// What one level of the hierarchy says about DNS.
package struct DNSSettings: Settings {
  package var dns: Field<DNSHost> = .absent
  package var nameservers: Field<Nameservers> = .absent
  package var sync: Field<Bool> = .absent

  package var isSilent: Bool { dns.isAbsent && nameservers.isAbsent && sync.isAbsent }
}

/// What few subscriptions and domains say, so that it has a table of its own in `Hosting`.
///
/// The first row of that table says nothing, and is the one of all that do not.
package protocol Settings: Sendable {
  /// Whether all of it is absent.
  var isSilent: Bool { get }
}

extension Table where Row: Settings {
  /// The number of settings, in a row of their own if they say something.
  mutating func keep(_ settings: Row) -> EntityID<Row> {
    if settings.isSilent { return .silent }
    append(settings)
    return EntityID(index: count - 1)
  }

  /// Moves the settings of another table behind those that are here.
  ///
  /// - Returns: How far their numbers move; those that say nothing are the first row here, too.
  mutating func take(settings other: inout Table) -> UInt32 {
    let shift = count - 1
    reserve(count + other.count)
    for settings in other.dropFirst() { append(settings) }
    other.deallocate()
    return UInt32(truncatingIfNeeded: shift)
  }
}

package typealias PHPSettingsID = EntityID<PHPSettings>
package typealias DNSSettingsID = EntityID<DNSSettings>

extension EntityID where Entity: Settings {
  /// Settings that say nothing.
  package static var silent: EntityID { EntityID(0) }

  /// The number in a table that `Table.take(settings:)` moved them to.
  func moved(by shift: UInt32) -> EntityID {
    self == .silent ? .silent : EntityID(rawValue + shift)
  }
}

/// A declared list of name servers.
package struct Nameservers: FieldValue {
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

  package static var placeholder: Nameservers {
    Nameservers(node: NodeID(0), count: 0, provider: nil)
  }
}
