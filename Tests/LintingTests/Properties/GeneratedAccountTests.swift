import AccountGenerator
import Diagnostics
import Testing

/// Made-up accounts are what measurements and the other properties take them for.
@Suite("Made-up accounts")
struct GeneratedAccountTests {
  @Test("The same seed and size give the same text, another seed another one")
  func seeds() {
    func text(_ seed: UInt64) -> [UInt8] {
      AccountGenerator(seed: seed, subscriptions: 30).account().text()
    }
    #expect(text(4) == text(4))
    #expect(text(4) != text(5))
  }

  @Test("What is written customer by customer is what the whole account gives")
  func streams() {
    let generator = AccountGenerator(seed: 9, subscriptions: 60)
    for layout in AccountStyle.Layout.allCases {
      var writer = AccountWriter(AccountStyle(layout: layout))
      let part = AccountPart(
        reseller: generator.reseller, packs: generator.packs, customers: generator.customers,
        subscriptions: Array(generator.subscriptions))
      #expect(writer.file(part) == generator.account().text(AccountStyle(layout: layout)))
    }
  }

  @Test("Subscriptions are as many and as large as was asked for")
  func sizes() {
    for count in [1, 2, 3, 10, 500] {
      #expect(
        AccountGenerator(seed: 2, subscriptions: count).account().allSubscriptions.count == count)
    }
    let text = AccountGenerator(seed: 1, subscriptions: 2_000).account().text()
    #expect((300...370).contains(text.count / 2_000))
  }

  @Test("Every subscription has one fault where all are to have one")
  func faults() throws {
    let account = AccountGenerator(seed: 3, subscriptions: 200, faults: 1).account()
    let report = try AccountCheck.report(of: AccountCheck.file(account, AccountStyle()))
    #expect(report.findings.count == 200)
    #expect(Set(report.findings.map(\.diagnostic.rule)).count > 25)
  }

  @Test("A layout and its anchors can be told by the text")
  func styles() {
    let account = AccountGenerator(seed: 1, subscriptions: 12).account()
    func text(_ style: AccountStyle) -> String {
      String(decoding: account.text(style), as: UTF8.self)
    }
    #expect(text(AccountStyle()).contains("<<: *small"))
    #expect(!text(AccountStyle(usesAnchors: false)).contains { "&*".contains($0) })
    #expect(!text(AccountStyle()).contains("#"))
    #expect(text(AccountStyle(hasComments: true)).contains("#"))
    #expect(!text(AccountStyle(layout: .block)).contains("{"))
    #expect(text(AccountStyle(layout: .flow)).hasPrefix("{\n"))
  }
}
