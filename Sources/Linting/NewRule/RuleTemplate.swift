internal import HostingModel

/// The text of a rule file to be filled in, a comment above each key.
///
/// It loads as it is, and its tests fail until `check` is written.
struct RuleTemplate {
  let id: String
  let kinds: [EntityKind]

  /// The name of the entity in conditions.
  private var name: String { kinds.count == 1 ? kinds[0].rawValue : "self" }

  var text: String {
    let all = EntityKind.allCases.filter { $0 != .change }.map(\.rawValue).joined(separator: ", ")
    return """
      # A rule of your own. docs/adding-a-rule.md of hostlint says more about each key. Keys behind a
      # `#` are optional: take it away to use one.

      # The name of the fault, in findings and of this file.
      id: \(id)

      # What holds where all is well, in one line.
      title: Say here what holds where all is well

      # How much a finding matters: error, warning or info.
      severity: warning

      # What is judged, one after the other. There are these kinds:
      # \(all).
      applies-to: \(appliesTo)

      # Where the rule applies; without it, everywhere. What it asks for with has() may be read below.
      \(when)

      # What must hold; where it is false, there is a finding. Write it in place of `true`, such as
      #   \(sample.condition)
      check: 'true'

      # The field that a finding points at; without it, the name.
      \(isAmount ? "" : "# ")at: \(sample.field)

      # Further places to show, each with what is to be said about it.
      # related:
      #   - at: \(name == "reseller" ? name : "\(name).reseller")
      #     label: the account that it belongs to

      # The finding in one sentence, without a full stop. {…} holds an expression.
      message: '{\(sample.name)} …'

      # What to do about it.
      remedy: Say here what to do about {\(sample.name)}.

      # Why it matters, for whoever meets the finding in a year.
      rationale: |
        Say here why it matters.

      # Where it is laid down, and words to find it by.
      # source: Our conventions
      # tags: [conventions]

      # Numbers and words that a project may change; a condition reads params.most.
      # params:
      #   most: { type: int, default: 3, description: how many are allowed }

      # false: the rule is used only where a project asks for it.
      # enabled: false

      # false: no comment in a hosting file can silence the rule.
      # suppressible: false

      # The built-in rule that this one stands in for.
      # replaces: ID

      # The tests: hosting files, cut to what matters, in which `# <- finding` ends each line that the
      # rule reports. Run them with `hostlint test`.
      examples:
        # An account that breaks the rule.
        - title: what the rule reports
          hosting: |
      \(hosting(isMarked: true))
        # One that nearly does; change it so that it does not.
        - title: what the rule does not report
          hosting: |
      \(hosting(isMarked: false))

      """
  }

  private var appliesTo: String {
    kinds.count == 1
      ? kinds[0].rawValue : "[\(kinds.map(\.rawValue).joined(separator: ", "))]"
  }

  private var when: String {
    // There is a quota for each resource of each subscription and of the whole offer.
    kinds == [.quota]
      ? #"when: quota.owner_kind == "subscription" && quota.resource == "disk_space""#
      : "# when: \(sample.guardian)"
  }

  /// Whether the rule is about amounts, which have no name but their owner's.
  private var isAmount: Bool { kinds == [.quota] || kinds == [.limit] }

  /// Parts for one's own expressions; none starts with a character that YAML would take for its own.
  private struct Sample {
    /// What prints the entity's name.
    let name: String
    let condition: String
    let field: String
    /// A condition for `when`.
    let guardian: String
  }

  private var sample: Sample {
    guard kinds.count == 1 else {
      return Sample(
        name: "self.identity", condition: "size(self.identity) < 60", field: "self",
        guardian: #"self.kind != "\#(kinds.last?.rawValue ?? "")""#)
    }
    return switch kinds[0] {
    case .reseller:
      Sample(
        name: "reseller.login", condition: "has(reseller.email)", field: "reseller.email",
        guardian: "size(reseller.customers) > 0")
    case .customer:
      Sample(
        name: "customer.login", condition: "has(customer.email)", field: "customer.email",
        guardian: "size(customer.subscriptions) > 0")
    case .pack:
      Sample(
        name: "pack.name", condition: "has(pack.limits.disk_space)",
        field: "pack.limits.disk_space", guardian: "size(pack.subscriptions) > 0")
    case .subscription:
      Sample(
        name: "subscription.name", condition: "has(subscription.system_user)",
        field: "subscription.system_user", guardian: "has(subscription.pack)")
    case .domain:
      Sample(
        name: "domain.name", condition: "size(domain.name) <= 40", field: "domain.name",
        guardian: "domain.is_main")
    case .alias:
      Sample(
        name: "alias.name", condition: #"alias.effective_mode == "redirect""#,
        field: "alias.mode", guardian: "has(alias.dns_sync)")
    case .quota:
      Sample(
        name: "quota.owner_name", condition: "has(quota.limit)", field: "quota.used",
        guardian: "")
    case .limit:
      Sample(
        name: "limit.owner_name", condition: "limit.value > 0", field: "limit.value",
        guardian: #"limit.owner_kind == "pack""#)
    case .change:
      Sample(
        name: "change.name", condition: #"change.kind != "removed""#, field: "change.before.pack",
        guardian: "has(change.before.pack)")
    }
  }

  // MARK: - The account of the examples

  /// A hosting file that holds an entity of each kind, as the text of an example.
  private func hosting(isMarked: Bool) -> String {
    func line(_ text: String, _ shown: [EntityKind] = []) -> String {
      let mark = isMarked && shown.contains(where: kinds.contains) ? "   # <- finding" : ""
      return "      \(text)\(mark)"
    }
    func needs(_ wanted: EntityKind...) -> Bool { wanted.contains(where: kinds.contains) }
    // Amounts are shown at themselves by `at`, and without it at their owner's name.
    func owner(_ kind: EntityKind, of amount: EntityKind) -> [EntityKind] {
      isAmount ? [kind] : [kind, amount]
    }
    func amount(_ kind: EntityKind) -> [EntityKind] { isAmount ? [kind] : [] }
    var lines = [
      line("hosting: 1"), line("reseller:"),
      line("  login: agence-exemple", owner(.reseller, of: .quota)),
    ]
    if needs(.pack, .limit) {
      lines += [
        line("packs:"), line("  starter:", owner(.pack, of: .limit)), line("    limits:"),
        line("      disk_space: 5 GB", amount(.limit)),
      ]
    }
    if needs(.customer) {
      lines += [line("customers:"), line("  - login: boulangerie", [.customer])]
    }
    if needs(.subscription, .domain, .alias, .quota) {
      lines += [
        line("subscriptions:"),
        line(
          "  - domain: boulangerie-martin.fr", owner(.subscription, of: .quota) + [.domain]),
      ]
    }
    if needs(.alias) {
      lines += [line("    aliases:"), line("      - boulangerie-martin.com", [.alias])]
    }
    if needs(.quota) {
      lines += [line("    usage:"), line("      disk_space: 3 GB", amount(.quota))]
    }
    return lines.joined(separator: "\n")
  }
}
