internal import CEL
internal import HostingModel

/// The objects that a condition can name or reach.
enum ObjectKind: String, CaseIterable, Sendable {
  case reseller, customer, pack, subscription, domain, alias, quota, limit, change
  /// An entity as it is in one of two states that are compared.
  case state
  /// A domain or alias as the holder of a name.
  case claim
  case limits, permissions, php, contact, effective

  /// Objects are declared in this order, so their place is their id.
  var typeID: ObjectTypeID {
    // The one byte of an enumeration without associated values is the number of its case.
    ObjectTypeID(rawValue: UInt16(unsafeBitCast(self, to: UInt8.self)))
  }

  init(_ kind: EntityKind) {
    switch kind {
    case .reseller: self = .reseller
    case .customer: self = .customer
    case .pack: self = .pack
    case .subscription: self = .subscription
    case .domain: self = .domain
    case .alias: self = .alias
    case .quota: self = .quota
    case .limit: self = .limit
    case .change: self = .change
    }
  }

  /// The entity whose name stands for an object that has no place of its own.
  func entity(_ index: UInt32, in hosting: Hosting) -> EntityReference {
    switch self {
    case .reseller: EntityReference(.reseller, index)
    case .customer: EntityReference(.customer, index)
    case .pack: EntityReference(.pack, index)
    case .subscription, .contact, .effective: EntityReference(.subscription, index)
    case .domain: EntityReference(.domain, index)
    case .alias: EntityReference(.alias, index)
    case .quota: EntityReference(.quota, index)
    case .limit: EntityReference(.limit, index)
    case .change: EntityReference(.change, index)
    case .state: State(index).entity(in: hosting)
    case .claim: hosting.claims[Int(index)]
    case .limits, .permissions, .php: View(index).owner
    }
  }
}

/// Whose settings a `limits`, `permissions` or `php` object shows, packed into its index.
struct View {
  enum Side: UInt32 {
    case reseller, pack, subscription, effective, usage, domain
    /// What a subscription or a domain declares otherwise than what it would have without.
    case ownOfSubscription, ownOfDomain
  }

  let side: Side
  let ownerIndex: UInt32

  init(_ side: Side, _ ownerIndex: UInt32) {
    self.side = side
    self.ownerIndex = ownerIndex
  }

  init(_ packed: UInt32) {
    side = Side(rawValue: packed & 7) ?? .subscription
    ownerIndex = packed >> 3
  }

  var packed: UInt32 { ownerIndex << 3 | side.rawValue }

  var owner: EntityReference {
    switch side {
    case .reseller: EntityReference(.reseller, ownerIndex)
    case .pack: EntityReference(.pack, ownerIndex)
    case .subscription, .effective, .usage, .ownOfSubscription:
      EntityReference(.subscription, ownerIndex)
    case .domain, .ownOfDomain: EntityReference(.domain, ownerIndex)
    }
  }
}

/// One side of a change, packed into the index of a `state` object.
struct State {
  let change: UInt32
  let isAfter: Bool

  init(_ change: UInt32, isAfter: Bool) {
    self.change = change
    self.isAfter = isAfter
  }

  init(_ packed: UInt32) {
    change = packed >> 1
    isAfter = packed & 1 == 1
  }

  var packed: UInt32 { change << 1 | (isAfter ? 1 : 0) }

  /// The entity on that side; nil where it is not there.
  func side(in hosting: Hosting) -> EntityReference? {
    let pair = hosting.changes[Int(change)]
    return isAfter ? pair.after : pair.before
  }

  /// The same; where it is not there, the entity on the other side.
  func entity(in hosting: Hosting) -> EntityReference {
    side(in: hosting) ?? hosting.changes[Int(change)].entity
  }
}
