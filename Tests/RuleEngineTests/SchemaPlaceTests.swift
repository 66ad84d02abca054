import CEL
import HostingModel
import Testing

@testable import RuleEngine

/// Numbers that stand for words and kinds, which code goes by instead of their texts.
@Suite("Places in the schema")
struct SchemaPlaceTests {
  @Test func everyWordHasAPlaceOfItsOwn() {
    func places<Word: SchemaWord>(_: Word.Type) -> [Int] { Word.allCases.map(\.place) }
    let all =
      [
        places(Overuse.self), places(DNSHost.self), places(DNSProvider.self),
        places(AliasMode.self), places(SubscriptionStatus.self), places(ShellAccess.self),
        places(EntityKind.self), places(Resource.self),
      ].flatMap { $0 }
    #expect(Set(all).count == all.count)
  }

  @Test func kindsOfObjectsAreDeclaredInTheirOrder() {
    for (index, kind) in ObjectKind.allCases.enumerated() {
      #expect(Int(kind.typeID.rawValue) == index)
      #expect(Schema.shared.declarations.object(kind.typeID)?.name == kind.rawValue)
    }
  }

  @Test func resourcesAreNumberedInTheirOrder() {
    #expect(Resource.count == Resource.allCases.count)
    for (index, resource) in Resource.allCases.enumerated() {
      #expect(resource.index == index)
      #expect(Resource(index: index) == resource)
    }
  }
}
