import AccountGenerator
import Diagnostics
import Randomness
import Testing

@testable import Linting

/// The findings of an account do not depend on how it is written.
@Suite("What findings do not depend on")
struct InvarianceTests {
  enum Rewriting: String, CaseIterable, Sendable {
    case permuted, split, block, flow, anchored, commented, all
  }

  /// A made-up account with some faults, and what is found in its plainest form.
  private struct Case: Sendable {
    let seed: UInt64
    let account: Account
    let keys: [AccountCheck.Key]
  }

  private static let plain = AccountStyle(usesAnchors: false)

  private static let cases: [Case] = AccountCheck.seeds.compactMap { seed in
    let account = account(seed)
    guard let keys = try? AccountCheck.keys(of: AccountCheck.file(account, plain)) else {
      return nil
    }
    return Case(seed: seed, account: account, keys: keys)
  }

  /// An account of one to seven subscriptions with faults of single subscriptions and of the whole.
  private static func account(_ seed: UInt64) -> Account {
    var random = SeededGenerator(seed: seed, of: 1)
    var account = AccountGenerator(
      seed: seed, subscriptions: random.number(1...7),
      faults: Double(random.below(4)) / 4
    ).account()
    // Where a file breaks off, the rest of it is unknown, and that depends on what stands there.
    let faults = AccountFault.all.filter {
      !["yaml-syntax", "input-limit", "not-a-hosting-file"].contains($0.rule)
        && !$0.rule.hasSuffix("-suppression")
    }
    for _ in 0..<random.below(3) { _ = random.pick(faults).make(in: &account, &random) }
    for _ in 0..<random.below(3) {
      let (name, key, value) = random.pick(sharedFaults)
      account.changeShared(name) { content in
        var content = content
        content[key] = value
        return content
      }
    }
    if random.chance(200) {
      account.changeShared("registrar-\(random.below(3))") { .list($0.items.dropLast(2)) }
    }
    return account
  }

  /// Values that are at fault wherever they are used: by their anchor's name, key and value.
  ///
  /// None is a fault of reading: that is one where it is written once, and many where it is copied.
  private static let sharedFaults: [(String, String, HostingValue)] = [
    ("small", "disk_space", "unlimited"), ("small", "traffic", .plain("1 MB")),
    ("small", "mailbox_size", .plain("4 GB")), ("small", "aliases", 0),
    ("permissions", "insecure_sites", true), ("permissions", "php_settings", true),
    ("permissions", "shell_access", "chroot"), ("permissions", "ssl", false),
    ("php", "version", "7.4"), ("php", "handler", "module"),
    ("contact-0", "plesk_access", false),
  ]

  /// Rules that report every place of a name but the first.
  private static let rulesOfOrder: Set = [
    "domain-hosted-twice", "shared-system-user", "shared-customer-email", "duplicate-entity",
    "identical-packs",
  ]

  @Test("The same findings, however an account is written", arguments: Rewriting.allCases)
  func sameFindings(rewriting: Rewriting) throws {
    #expect(Self.cases.count == AccountCheck.seeds.count)
    for example in Self.cases {
      let keys = try Self.keys(of: example.account, rewriting, seed: example.seed)
      guard keys != Self.expected(example.keys, rewriting) else { continue }
      let smallest = try AccountCheck.smallest(example.account) { account in
        try Self.keys(of: account, rewriting, seed: example.seed)
          != Self.expected(
            AccountCheck.keys(of: AccountCheck.file(account, Self.plain)), rewriting)
      }
      let plain = AccountCheck.file(smallest, Self.plain)
      let expected = try AccountCheck.keys(of: plain)
      let found = try Self.keys(of: smallest, rewriting, seed: example.seed)
      Issue.record(
        """
        seed \(example.seed): \(rewriting.rawValue) finds
        \(found.map(\.description).joined(separator: "\n"))
        instead of
        \(expected.map(\.description).joined(separator: "\n"))
        in the account
        \(String(decoding: plain[0].text, as: UTF8.self))
        written as
        \(Self.files(of: smallest, rewriting, seed: example.seed).map { "\($0.path):\n" + String(decoding: $0.text, as: UTF8.self) }.joined(separator: "\n"))
        """)
      return
    }
  }

  @Test("The accounts have findings of most rules", .enabled(if: AccountCheck.areMany))
  func findingsOfMostRules() {
    let rules = Set(Self.cases.flatMap { $0.keys.map(\.rule) })
    #expect(rules.count > 40, "\(rules.sorted())")
    #expect(Self.cases.contains { $0.keys.isEmpty })
  }

  private static func keys(
    of account: Account, _ rewriting: Rewriting, seed: UInt64
  ) throws -> [AccountCheck.Key] {
    expected(try AccountCheck.keys(of: files(of: account, rewriting, seed: seed)), rewriting)
  }

  /// What is compared: in another order, another place of a name may be the first.
  private static func expected(
    _ keys: [AccountCheck.Key], _ rewriting: Rewriting
  ) -> [AccountCheck.Key] {
    guard [.permuted, .all].contains(rewriting) else { return keys }
    return keys.map { rulesOfOrder.contains($0.rule) ? AccountCheck.Key(anyOf: $0) : $0 }.sorted()
  }

  private static func files(
    of account: Account, _ rewriting: Rewriting, seed: UInt64
  ) -> [AccountFile] {
    var random = SeededGenerator(seed: seed, of: 2)
    var account = account
    if [.permuted, .all].contains(rewriting) {
      account.customers = random.shuffled(account.customers)
      account.subscriptions = random.shuffled(account.subscriptions)
    }
    let style =
      switch rewriting {
      case .permuted, .split: plain
      case .block: AccountStyle(layout: .block, usesAnchors: false)
      case .flow: AccountStyle(layout: .flow, usesAnchors: false)
      case .anchored: AccountStyle()
      case .commented: AccountStyle(usesAnchors: false, hasComments: true)
      case .all:
        AccountStyle(
          layout: random.pick(AccountStyle.Layout.allCases), usesAnchors: true, hasComments: true)
      }
    guard [.split, .all].contains(rewriting) else { return AccountCheck.file(account, style) }
    var groups: [[HostingValue]] = []
    for customer in account.customers {
      if groups.isEmpty || random.chance(500) { groups.append([]) }
      groups[groups.count - 1].append(customer)
    }
    return account.split(groups, style)
  }
}
