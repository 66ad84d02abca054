internal import CEL
internal import HostingModel

/// What rules may say about a transition from one state to another.
extension Schema {
  mutating func declareChanges() {
    declareName("name", of: .change, "The name or login of the entity; of a resource its owner's.")
    declare(
      "identity", of: .change, .string,
      "What reports call the entity: `\(ObjectKind.change.sampleIdentity)`."
    ) { (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      hosting.identity(of: EntityReference(.change, index)).map { .known($0, nil) } ?? .unknown
    }
    declare(
      "kind", of: .change, .string,
      """
      What became of it: `added`, `removed`, `moved` (it belongs to another entity than before) or \
      `kept`, whatever values of it are different.
      """
    ) { reader, hosting, index in
      reader.context.intern(hosting.fate(ofChange: index))
    }
    declare(
      "of", of: .change, .string,
      """
      What it is: `reseller`, `customer`, `pack`, `subscription`, `domain`, `alias`, or `quota` for \
      one resource of a subscription or of the offer.
      """
    ) { reader, hosting, index in
      reader.word(hosting.changes[Int(index)].entity.kind)
    }
    for (name, isAfter) in [("before", false), ("after", true)] {
      declare(
        name, of: .change, .object("state"),
        isAfter ? "As it is in the later state." : "As it was in the earlier state."
      ) { reader, _, index in
        reader.object(.state, State(index, isAfter: isAfter).packed)
      }
    }
    declare(
      "removed_subscriptions", of: .change, .list(.object("subscription")),
      "Of a removed customer, those of its subscriptions that are removed too; else empty."
    ) { reader, hosting, index in
      reader.objects(
        .subscription, hosting.removedSubscriptions(ofChange: index).map(\.rawValue))
    }
    for kind in [
      EntityKind.reseller, .customer, .pack, .subscription, .domain, .alias, .quota,
    ] {
      declare(
        kind.rawValue, of: .state, .object(kind.rawValue), isOptional: true,
        "The \(kind.rawValue); absent where it is of another kind, or not there."
      ) { (entity: EntityReference, reader) in
        reader.object(ObjectKind(entity.kind), entity.index)
      } fact: { hosting, index in
        guard let entity = State(index).side(in: hosting), entity.kind == kind else {
          return .absent
        }
        return .known(
          entity,
          hosting.source(of: entity).map { Origin(file: $0.file, node: $0.name, owner: entity) })
      }
    }
  }
}
