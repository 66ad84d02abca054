internal import Diagnostics
internal import HostingModel
internal import PleskExports
internal import RuleEngine
internal import SourceText

/// Tells which rules could not apply for want of what an export does not hold.
struct ExportGaps {
  private let gaps: [SourceLocation: Set<Topic>]
  private let rules: [Rule]
  private let idle: Set<String>

  /// - Parameters:
  ///   - files: Say what is unknown, by the place of the finding that says so.
  ///   - outcome: What the run gave: only rules that were left out somewhere count.
  init(_ files: HostingFiles, _ rules: RuleSet, _ outcome: RuleRunner.Outcome) {
    gaps = files.exported.gaps
    let idle = Set(outcome.idleRules.map(\.id))
    self.idle = idle
    self.rules = rules.rules.filter {
      idle.contains($0.id) || outcome.undecidedCounts[$0.id] != nil
    }
  }

  /// The diagnostics, those about gaps with the rules that each of them kept from applying.
  func explain(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if gaps.isEmpty { return diagnostics }
    return diagnostics.map { diagnostic in
      guard diagnostic.rule == ReadingRule.exportIncomplete.rawValue,
        let topics = gaps[diagnostic.location]
      else { return diagnostic }
      let ids = rules.filter { isKept($0, from: topics) }.map(\.id).sorted()
      guard !ids.isEmpty else { return diagnostic }
      var explained = diagnostic
      let verb = ids.count == 1 ? "This rule" : "These \(ids.count) rules"
      explained.remedy += " \(verb) could not apply everywhere: \(ids.joined(separator: ", "))."
      return explained
    }
  }

  private func isKept(_ rule: Rule, from topics: Set<Topic>) -> Bool {
    if idle.contains(rule.id) {
      let kinds = topics.reduce(into: Set<EntityKind>()) { $0.formUnion($1.kinds) }
      return !rule.kinds.isEmpty && kinds.isSuperset(of: rule.kinds)
    }
    let names = topics.reduce(into: Set<String>()) { $0.formUnion($1.fields) }
    return !rule.conditionNames.isDisjoint(with: names)
  }
}

extension Topic {
  /// The kinds of entity of which there may be more than a file without it shows.
  fileprivate var kinds: Set<EntityKind> {
    switch self {
    case .customers: [.customer]
    case .packs: [.pack]
    case .subscriptions: [.subscription, .domain, .alias, .quota, .limit]
    case .domains: [.domain, .alias]
    case .aliases: [.alias]
    case .usage, .limits: [.quota, .limit]
    default: []
    }
  }

  /// The fields of conditions that need it, as rule files name them.
  var fields: Set<String> {
    switch self {
    case .reseller: []
    case .customers:
      ["customer", "customers", "owns_subscription", "served_customers", "common_pack"]
    case .packs:
      [
        "pack", "packs", "pack_value", "misused_pack", "is_used", "common_pack", "limit", "limits",
        "allocated", "allocated_finite",
      ]
    case .addons:
      ["pack_value", "is_used", "limit", "limits", "allocated", "allocated_finite"]
    case .subscriptions:
      [
        "subscriptions", "is_used", "owns_subscription", "served_customers", "allocated",
        "allocated_finite", "used",
      ]
    case .domains: ["domains", "used"]
    case .subdomains: ["subdomains", "used"]
    case .aliases: ["aliases", "used"]
    case .limits: ["limit", "limits", "pack_value", "share", "allocated", "allocated_finite"]
    case .usage: ["used", "share", "usage"]
    case .permissions: ["permissions", "own_permissions"]
    case .php: ["php", "own_php"]
    case .overuse: ["overuse"]
    case .dns: ["dns", "dns_provider", "nameservers", "nameservers_provider"]
    case .dnsSync: ["dns_sync"]
    case .mail: ["mail"]
    case .ssl: ["ssl"]
    case .status: ["status"]
    case .locked: ["locked"]
    case .synchronized: ["synchronized"]
    case .created: ["created"]
    case .expires: ["expires"]
    case .systemUser: ["system_user", "system_user_sharers", "is_first_with_system_user"]
    case .contact: ["contact"]
    case .email: ["email", "is_first_with_email"]
    case .labels: ["labels"]
    }
  }
}
