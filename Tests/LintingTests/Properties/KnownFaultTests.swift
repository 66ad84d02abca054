import AccountGenerator
import Diagnostics
import Randomness
import Testing

@testable import Linting
@testable import RuleEngine

/// One fault in an account without any gives one finding: of its rule, at its entity.
@Suite("Known faults")
struct KnownFaultTests {
  /// For each fault, the seeds of the accounts to try it on: one at least, unless seeds are named.
  private static let seeds: [[UInt64]] = {
    let count = UInt64(AccountFault.all.count)
    var seeds = AccountCheck.seeds
    if AccountCheck.areMany { seeds = Array(0..<max(count, UInt64(seeds.count))) }
    return (0..<count).map { fault in seeds.filter { $0 % count == fault } }
  }()

  @Test("A fault gives its finding and no other", arguments: AccountFault.all.indices)
  func oneFinding(index: Int) throws {
    let fault = AccountFault.all[index]
    var count = 0
    for first in Self.seeds[index] {
      // Not every account can have every fault.
      let attempts = (0..<40).lazy.map { first + $0 * 1_000_003 }
      guard let seed = attempts.first(where: { Self.faulty(fault, Self.account($0), $0) != nil })
      else { continue }
      count += 1
      let account = Self.account(seed)
      guard try Self.problem(fault, account, seed) != nil else { continue }
      let smallest = try AccountCheck.smallest(account) { account in
        try Self.findings(account, seed).isEmpty && Self.problem(fault, account, seed) != nil
      }
      let problem = try Self.problem(fault, smallest, seed) ?? ""
      let text = Self.faulty(fault, smallest, seed)?.account.text(Self.style(seed)) ?? []
      Issue.record(
        "seed \(first): \(fault.rule): \(problem)\n\(String(decoding: text, as: UTF8.self))")
      return
    }
    #expect(count > 0 || !AccountCheck.areMany, "no account can have the fault")
  }

  @Test("Accounts without a fault have no finding", arguments: [1, 2, 3, 5, 8, 40])
  func noFinding(size: Int) throws {
    let count = AccountCheck.seeds.count / (AccountCheck.areMany ? size + 3 : 1)
    for seed in AccountCheck.seeds.prefix(count) {
      let account = AccountGenerator(seed: seed, subscriptions: size).account()
      let findings = try Self.findings(account, seed)
      #expect(findings.isEmpty, "seed \(seed), \(size) subscriptions: \(Self.list(findings))")
    }
  }

  @Test("There is a fault for each rule that one change can set off")
  func everyRule() throws {
    let rules = Set(try #require(Check.rules).rules.map(\.id))
    let tried = Set(AccountFault.all.map(\.rule))
    #expect(tried.count == AccountFault.all.count)
    // Of exports and changes, and one that never comes alone.
    #expect(
      rules.subtracting(tried).sorted() == [
        "customer-removed-with-subscriptions", "export-error", "export-incomplete",
        "export-syntax", "limit-below-usage", "tasks-with-shell",
      ])
  }

  private static func account(_ seed: UInt64) -> Account {
    var random = SeededGenerator(seed: seed, of: 3)
    return AccountGenerator(seed: seed, subscriptions: random.number(1...8)).account()
  }

  private static func style(_ seed: UInt64) -> AccountStyle {
    var random = SeededGenerator(seed: seed, of: 4)
    // In braces and brackets a long account is one line, and a broken one ends at its first.
    return AccountStyle(
      layout: random.pick([.written, .block]), usesAnchors: random.chance(500),
      hasComments: random.chance(500))
  }

  private static func faulty(
    _ fault: AccountFault, _ account: Account, _ seed: UInt64
  ) -> (account: Account, entity: String)? {
    var random = SeededGenerator(seed: seed, of: 5)
    var account = account
    return fault.make(in: &account, &random).map { (account, $0) }
  }

  /// What is wrong with what is found; nil where nothing is, or the account cannot have the fault.
  private static func problem(
    _ fault: AccountFault, _ account: Account, _ seed: UInt64
  ) throws -> String? {
    let before = try findings(account, seed)
    guard before.isEmpty else { return "found before: \(list(before))" }
    guard let (account, entity) = faulty(fault, account, seed) else { return nil }
    let after = try findings(account, seed)
    guard after.count == 1, after[0].rule == fault.rule else { return "found: \(list(after))" }
    let found = after[0].entity
    return found.hasPrefix(entity) || found.hasPrefix("file/")
      ? nil : "found at \(found), not at \(entity)"
  }

  private static func findings(_ account: Account, _ seed: UInt64) throws -> [Diagnostic] {
    try AccountCheck.report(of: AccountCheck.file(account, style(seed))).findings
      .map(\.diagnostic)
  }

  private static func list(_ findings: [Diagnostic]) -> String {
    findings.map { "\($0.rule) \($0.entity): \($0.message)" }.joined(separator: "\n")
  }
}
