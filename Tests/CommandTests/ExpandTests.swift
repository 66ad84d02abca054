import Foundation
import TestSupport
import Testing

/// `hostlint check --expand`: each entity's finding on its own.
@Suite("hostlint check --expand")
struct ExpandTests {
  private static let account = """
    hosting: 1
    reseller: { login: agence-exemple, dns: external, dns_sync: true }
    packs:
      starter: { limits: { disk_space: 5 GB, traffic: 1 TB, mailboxes: 5, databases: 2 } }
    customers:
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        pack: starter
        subscriptions:
          - { domain: boulangerie-martin.fr, aliases: [boulangerie-martin.com] }
      - login: garage
        email: contact@garage-dupont.fr
        pack: starter
        subscriptions:
          - { domain: garage-dupont.fr, aliases: [garage-dupont.com] }

    """

  @Test(
    "The same faults and the same status, once together and once each", arguments: [false, true])
  func check(expands: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.account, to: "hosting.yaml")
    let flags = expands ? ["--expand"] : []
    let result = try Command.run(["check"] + flags, in: folder.url)
    #expect(result.status == 1)
    expectGolden(
      result.stdout, "Tests/CommandTests/Golden/\(expands ? "expanded" : "joined").txt")
    let tolerant = try Command.run(["check", "--fail-on", "error"] + flags, in: folder.url)
    #expect(tolerant.status == 0)
  }
}
