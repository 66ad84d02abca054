import Diagnostics
import SourceText
import Testing

@testable import Linting

@Suite("One cause, one finding")
struct MergingTests {
  private func location(_ start: UInt32) -> SourceText.SourceLocation {
    SourceLocation(file: FileID(0), range: SourceRange(start: start, end: start + 1))
  }

  private func diagnostic(
    _ entity: String, _ message: String, at start: UInt32 = 0, name: UInt32,
    owners: Owners? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: "r", severity: .error, message: message, location: location(start), entity: entity,
      entityLocation: location(name), owners: owners)
  }

  @Test func whatManyOweToOnePlaceIsOneFinding() throws {
    let merged = Merging.merge(
      (0..<8).map { diagnostic("alias/\($0)", "about \($0)", name: 10 + $0) })
    let finding = try #require(merged.first)
    #expect(merged.count == 1)
    #expect(finding.message == "about 0")
    #expect(finding.speaksOfOneEntity)
    #expect(finding.entities == (0..<8).map { "alias/\($0)" })
    #expect(finding.related.count == 5 && finding.omittedRelated == 3)
    #expect(finding.related.first?.text == "affects alias 0")
  }

  @Test func entitiesStandInTheOrderOfTheFiles() throws {
    let names: [(String, UInt32)] = [("d0", 10), ("d1", 11), ("d10", 20), ("d2", 12)]
    let merged = Merging.merge(names.map { diagnostic("domain/\($0)", "m", name: $1) })
    let finding = try #require(merged.first)
    #expect(finding.entities == ["domain/d0", "domain/d1", "domain/d2", "domain/d10"])
    #expect(
      finding.related.map(\.text) == ["d0", "d1", "d2", "d10"].map { "affects domain \($0)" })
    // The finding stays that of the same entity, wherever it is moved in the file.
    #expect(finding.entity == "domain/d0")
  }

  @Test func oneEntityWithTwoFaultsAtOnePlaceKeepsBoth() {
    let merged = Merging.merge([
      diagnostic("pack/s", "disk", name: 0), diagnostic("pack/s", "databases", name: 0),
      diagnostic("pack/s", "disk", name: 0), diagnostic("pack/t", "disk", name: 5),
    ])
    #expect(merged.map(\.message) == ["disk", "databases"])
    #expect(merged.map(\.entities) == [["pack/s", "pack/t"], []])
    #expect(merged.map(\.speaksOfOneEntity) == [false, false])
  }

  @Test func otherPlacesStayApart() {
    let merged = Merging.merge([
      diagnostic("pack/s", "m", at: 0, name: 0), diagnostic("pack/t", "m", at: 1, name: 1),
    ])
    #expect(merged.count == 2)
  }

  @Test func ownersAreThoseOfAll() {
    func owners(_ all: [Owners?]) -> Owners? {
      Merging.merge(
        all.enumerated().map {
          diagnostic("subscription/\($0)", "m", name: UInt32($0) + 1, owners: $1)
        }
      ).first?.owners
    }
    let bakery = Owners(customers: ["boulangerie"])
    let garage = Owners(customers: ["garage"])
    let reseller = Owners(includesReseller: true)
    #expect(owners([garage, bakery]) == Owners(customers: ["boulangerie", "garage"]))
    #expect(owners([garage, garage]) == garage)
    #expect(
      owners([garage, reseller]) == Owners(customers: ["garage"], includesReseller: true))
    #expect(owners([reseller, reseller]) == reseller)
    #expect(owners([garage, nil]) == nil)
  }

  @Test func separateFindingsTellWhoseTheyAre() {
    let separate = Merging.separate([
      diagnostic("pack/s", "m", name: 5), diagnostic("pack/s", "m", name: 5),
      diagnostic("pack/t", "m", name: 6), diagnostic("pack/u", "m", name: 0),
      diagnostic("pack/v", "m", at: 9, name: 7),
    ])
    #expect(separate.map(\.entity) == ["pack/s", "pack/t", "pack/u", "pack/v"])
    #expect(separate.allSatisfy { $0.entities.isEmpty })
    // Where the fault stands at the name itself, or is one entity's alone, nothing is to be told.
    #expect(
      separate.map { $0.related.map(\.text) } == [
        ["affects pack s"], ["affects pack t"], [], [],
      ])
  }
}
