import Diagnostics
import SourceText
import Testing

@testable import Linting

@Suite("One cause, one finding")
struct MergingTests {
  private func diagnostic(
    _ entity: String, _ message: String, at start: UInt32 = 0, name: UInt32
  ) -> Diagnostic {
    func location(_ start: UInt32) -> SourceText.SourceLocation {
      SourceLocation(file: FileID(0), range: SourceRange(start: start, end: start + 1))
    }
    return Diagnostic(
      rule: "r", severity: .error, message: message, location: location(start), entity: entity,
      entityLocation: location(name))
  }

  @Test func whatManyOweToOnePlaceIsOneFinding() throws {
    let merged = Merging.merge(
      (0..<8).map { diagnostic("alias/\($0)", "about \($0)", name: 10 + $0) })
    let finding = try #require(merged.first)
    #expect(merged.count == 1)
    #expect(finding.message == "about 0")
    #expect(finding.entities == (0..<8).map { "alias/\($0)" })
    #expect(finding.related.count == 5 && finding.omittedRelated == 3)
  }

  @Test func oneEntityWithTwoFaultsAtOnePlaceKeepsBoth() {
    let merged = Merging.merge([
      diagnostic("pack/s", "disk", name: 0), diagnostic("pack/s", "databases", name: 0),
      diagnostic("pack/s", "disk", name: 0), diagnostic("pack/t", "disk", name: 5),
    ])
    #expect(merged.map(\.message) == ["disk", "databases"])
    #expect(merged.map(\.entities) == [["pack/s", "pack/t"], []])
  }

  @Test func otherPlacesStayApart() {
    let merged = Merging.merge([
      diagnostic("pack/s", "m", at: 0, name: 0), diagnostic("pack/t", "m", at: 1, name: 1),
    ])
    #expect(merged.count == 2)
  }
}
