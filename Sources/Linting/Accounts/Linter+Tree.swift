package import Diagnostics
internal import HostingModel
internal import RuleEngine

/// How far down a tree of accounts is shown.
package enum TreeDepth: String, CaseIterable, Sendable {
  case reseller, customer, subscription, domain, alias
}

extension Linter {
  /// Reads and checks everything that the options name, and shows the accounts as they were
  /// understood; where the paths are a part of the project, that part of them.
  ///
  /// - Parameters:
  ///   - depth: The lowest kind that is shown; packs stand beside customers.
  ///   - entity: The identity, or where it is unambiguous the login or name, of the entity whose
  ///     branch is shown; nil for all. One that is not there fails.
  package func tree(
    depth: TreeDepth = .alias, entity: String? = nil
  ) throws(RunFailure) -> AccountTree {
    let project = try project()
    var options = options
    // What is looked at first, before there is a baseline.
    options.suppression.toleratesMissingBaseline = true
    let examination = try Linter(options).examine(project)
    let builder = AccountTreeBuilder(
      examination, today: try today(), nearness: Nearness(project), depth: depth)
    if let entity, examination.hosting.hasAccounts {
      builder.branch = try EntitySearch(examination.hosting).branch(entity)
    } else if examination.report.summary.contextFiles > 0 {
      builder.showOnly(examination.reportedFiles)
    }
    return builder.build()
  }
}

extension Hosting {
  /// Whether anything of an account was understood.
  var hasAccounts: Bool { resellers.indices.contains(where: isAccount) }

  /// Whether a reseller is more than a name to refer to.
  func isAccount(_ index: Int) -> Bool {
    let reseller = resellers[index]
    return reseller.source != nil || !reseller.customers.isEmpty || !reseller.packs.isEmpty
      || !reseller.subscriptions.isEmpty
  }
}

/// From where on a use counts as near to its limit: as the rule `usage-near-limit` is set.
struct Nearness {
  private(set) var threshold = 0.9
  private(set) var resources: Set<String> = [
    Resource.diskSpace.rawValue, Resource.traffic.rawValue,
  ]

  /// As the rule is set where nobody sets it otherwise.
  init() {}

  init(_ project: Project) {
    guard let rule = project.rules.first(where: { $0.id == "usage-near-limit" }) else { return }
    for parameter in rule.inForce.params {
      switch (parameter.name, parameter.value) {
      case ("threshold", .double(let value)): threshold = value
      case ("resources", .strings(let names)): resources = Set(names)
      default: break
      }
    }
  }
}
