import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import Testing
import YAML

/// What several threads read is what one reads, to the last number.
@Suite("Reading on several threads")
struct ThreadTests {
  @Test(arguments: 2...5)
  func examples(threads: Int) throws {
    for path in [
      "Examples/quickstart/hosting.yaml", "Examples/clean/customers.yaml",
      "Examples/agence/own-sites.yaml", "Tests/HostingModelTests/Fixtures/rich.yaml",
      "Tests/HostingModelTests/Fixtures/mistakes.yaml",
      "Tests/HostingModelTests/Fixtures/further-mistakes.yaml",
    ] {
      let text = try String(
        contentsOf: Repository.root.appending(path: path), encoding: .utf8)
      expectSame([text], threads: threads, "\(path)")
    }
  }

  /// Several files of two resellers, with lists in each.
  @Test(arguments: 2...7)
  func files(threads: Int) {
    expectSame(
      [
        """
        hosting: 1
        reseller: { login: one }
        packs: { basic: { limits: { domains: 1 } }, extra: { addon: true } }
        """,
        """
        hosting: 1
        reseller: one
        customers:
          - { login: a, pack: basic, subscriptions: [{ domain: A.fr, addons: [extra, extra] }] }
          - { login: b, subscriptions: [{ domain: b.fr, pack: basic, system_user: web }, null] }
          - text
        subscriptions:
          - { domain: c.fr, customer: a, aliases: [d.fr, { name: D.fr, mode: proxy }] }
        """,
        """
        hosting: 1
        reseller: two
        subscriptions:
          - { domain: c.fr, pack: basic, system_user: web, limits: { disk_space: 1 GB } }
          - { name: a.fr, domains: [x.a.fr, a.fr, "b_.fr"], usage: { disk_space: 3 GB } }
        customers: [{ login: a, email: a@a.fr }, { login: a, loggin: c }]
        """,
        """
        hosting: 1
        reseller: one
        unknown: [subscriptions]
        customers: &list
          - { login: c, pack: basic, subscriptions: [{ domain: e.fr, permissions: { ssh: true } }] }
        subscriptions: *list
        """,
      ], threads: threads, "files")
  }

  /// An alias as an item, and a list that ends with a fault of the text.
  @Test(arguments: 2...4)
  func cutLists(threads: Int) {
    expectSame(
      [
        """
        hosting: 1
        reseller: { login: one }
        customers:
          - &first { login: a }
          - *first
          - { login: b, subscriptions: [{ domain: b.fr }, { domain: c.fr
        subscriptions:
          - { domain
        """
      ], threads: threads, "cut")
  }

  private func expectSame(_ texts: [String], threads: Int, _ comment: Comment) {
    let trees = texts.enumerated().map { index, text in
      parse(
        SourceFile(path: "\(index).yaml", text: Array(text.utf8)), id: FileID(UInt32(index))
      ).tree
    }
    let one = HostingReader.read(trees)
    let several = HostingReader.read(trees, threads: threads, nodesPerThread: 1)
    #expect(contents(several.hosting) == contents(one.hosting), comment)
    #expect(several.diagnostics == one.diagnostics, comment)
    #expect(!one.hosting.customers.isEmpty || !one.hosting.subscriptions.isEmpty, comment)
  }

  /// Every row of every table.
  private func contents(_ hosting: Hosting) -> [String] {
    // Where an empty run starts means nothing.
    func rows<Row>(_ table: Table<Row>) -> [String] {
      table.map { "\($0)".replacing(/start: \d+, count: 0\b/, with: "empty") }
    }
    let names = (0..<hosting.names.count).map { hosting.names.string(NameID(UInt32($0))) }
    let domainNames = (0..<hosting.domainNames.count).map {
      hosting.domainNames.string(NameID(UInt32($0)))
    }
    let faults = hosting.nameFaults.map { "\($0.key) \($0.value)" }.sorted()
    let users = hosting.sharedSystemUsers.map { "\($0.key) \($0.value)" }.sorted()
    let owned = hosting.customers.indices.map {
      "\(Array(hosting.subscriptions(of: CustomerID(index: $0))))"
    }
    return owned + rows(hosting.resellers) + rows(hosting.customers) + rows(hosting.packs)
      + rows(hosting.subscriptions) + rows(hosting.domains) + rows(hosting.aliases)
      + rows(hosting.contacts) + rows(hosting.dnsSettings) + rows(hosting.phpSettings)
      + rows(hosting.addons) + rows(hosting.limits) + rows(hosting.usage) + rows(hosting.grants)
      + rows(hosting.claims) + rows(hosting.claimStarts) + rows(hosting.totals)
      + names + domainNames + faults + users
  }
}
