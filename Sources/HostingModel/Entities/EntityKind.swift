/// The kinds of entity that rules speak of, from the top of the hierarchy downwards.
@usableFromInline
package enum EntityKind: String, CaseIterable, Sendable {
  case reseller
  case customer
  case pack
  case subscription
  case domain
  case alias
  /// One resource of one subscription or of the reseller's offer.
  case quota
  /// One declared limit.
  case limit
  /// What became of one entity between two states that are compared.
  case change

  /// The kinds that people count as parts of an account.
  package static let counted: [EntityKind] = [
    .reseller, .customer, .pack, .subscription, .domain, .alias,
  ]
}

/// An entity of any kind, by its index among its kind.
@frozen
@usableFromInline
package struct EntityReference: Hashable, Sendable {
  @usableFromInline package let kind: EntityKind
  @usableFromInline package let index: UInt32

  package init(_ kind: EntityKind, _ index: UInt32) {
    self.kind = kind
    self.index = index
  }
}

/// The index of an entity in its array of `Hosting`.
@frozen
@usableFromInline
package struct EntityID<Entity>: Hashable, FieldValue {
  @usableFromInline package let rawValue: UInt32

  @inlinable
  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package init(index: Int) {
    rawValue = UInt32(truncatingIfNeeded: index)
  }

  package var index: Int { Int(rawValue) }

  @inlinable package static var placeholder: EntityID { EntityID(0) }
}

package typealias ResellerID = EntityID<Reseller>
package typealias CustomerID = EntityID<Customer>
package typealias PackID = EntityID<Pack>
package typealias SubscriptionID = EntityID<Subscription>
package typealias DomainID = EntityID<Domain>
package typealias AliasID = EntityID<Alias>
package typealias ContactID = EntityID<Contact>

/// A run of entities that stand one behind another in their array.
@frozen
@usableFromInline
package struct EntityRange<Entity>: Sendable {
  @usableFromInline package var start: UInt32
  @usableFromInline package var count: UInt32

  package init(start: UInt32 = 0, count: UInt32 = 0) {
    self.start = start
    self.count = count
  }

  package var isEmpty: Bool { count == 0 }

  package var indices: Range<Int> { Int(start)..<(Int(start) + Int(count)) }

  package func contains(_ id: EntityID<Entity>) -> Bool {
    indices.contains(id.index)
  }
}
