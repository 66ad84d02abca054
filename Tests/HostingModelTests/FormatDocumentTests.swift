import Foundation
import TestSupport
import Testing

@testable import HostingModel

/// `docs/format.md` names every key and word that a hosting file may hold.
@Suite("docs/format.md")
struct FormatDocumentTests {
  private static let words: [String] =
    words(DocumentKey.self) + words(ResellerKey.self) + words(PackKey.self)
    + words(CustomerKey.self) + words(SubscriptionKey.self) + words(DomainKey.self)
    + words(AliasKey.self) + words(ContactKey.self) + words(PHPKey.self) + words(UsageKey.self)
    + words(Resource.self) + words(Permission.self) + words(Overuse.self) + words(DNSHost.self)
    + words(AliasMode.self) + words(SubscriptionStatus.self) + words(ShellAccess.self)
    + words(Topic.self) + words(ReadingRule.self)

  private static func words<Word: RawRepresentable<String> & CaseIterable>(
    _: Word.Type
  ) -> [String] {
    Word.allCases.map(\.rawValue)
  }

  @Test func namesEveryWord() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "docs/format.md"), encoding: .utf8)
    for word in Set(Self.words).sorted() {
      #expect(text.contains("`\(word)`"), "docs/format.md does not explain `\(word)`")
    }
  }
}
