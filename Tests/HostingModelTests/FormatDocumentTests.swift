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

  private static func table(_ heading: String) throws -> MarkdownTable {
    try MarkdownTable(in: "docs/format.md", behind: "## \(heading)")
  }

  @Test("Each table has the keys that the reader knows, in the words of the schema")
  func tables() throws {
    try Self.table("The file").expectKeys(of: DocumentKey.self)
    try Self.table("Reseller").expectKeys(of: ResellerKey.self)
    try Self.table("Pack").expectKeys(of: PackKey.self)
    try Self.table("Customer").expectKeys(of: CustomerKey.self)
    try Self.table("Subscription").expectKeys(
      of: SubscriptionKey.self, elsewhere: [.mail, .ssl, .subdomains, .aliases])
    try Self.table("Domain").expectKeys(of: DomainKey.self)
    try Self.table("Alias").expectKeys(of: AliasKey.self)
    try Self.table("PHP").expectKeys(of: PHPKey.self)
    try Self.table("Limits and usage").expectKeys(of: Resource.self, meaningIn: "counts")
    try Self.table("Permissions").expectKeys(
      of: Permission.self, meaningIn: "what the customer may do")
  }
}
