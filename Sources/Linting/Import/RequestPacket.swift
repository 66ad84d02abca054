/// The request packet that has Plesk answer with everything that hostlint reads.
///
/// The elements stand in the order of Plesk's schemas, `agent_input.xsd` of XML API 1.6.9.1.
package struct RequestPacket: Sendable {
  /// The operators of Plesk's XML API that hostlint reads answers of.
  package enum Operator: String, CaseIterable, Sendable {
    case reseller, customer
    case servicePlan = "service-plan"
    case servicePlanAddon = "service-plan-addon"
    case webspace, site
    case siteAlias = "site-alias"
    case dns
    case phpHandler = "php-handler"
  }

  /// A version of the XML API: 1.6.9.1.
  package struct Version: Hashable, Comparable, CustomStringConvertible, Sendable {
    /// The versions whose schemas these requests follow, oldest first: the first has `site`.
    package static let known: ClosedRange<Version> =
      Version(1, 6, 3, 1)...Version(1, 6, 9, 1)

    private let parts: [Int]

    private init(_ parts: Int...) { self.parts = parts }

    /// A version that the requests can be made for; nil for any other text.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
        // `Int` would take a sign.
        part.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(part) ?? -1 : -1
      }
      guard parts.count == 4 else { return nil }
      self.parts = parts
      guard Self.known.contains(self), description == text else { return nil }
    }

    package var description: String { parts.map(String.init).joined(separator: ".") }

    package static func < (left: Version, right: Version) -> Bool {
      left.parts.lexicographicallyPrecedes(right.parts)
    }

    /// Whether there are `get-domain-list`, and `resource-usage` and `mail` of webspaces.
    fileprivate var hasDomainList: Bool { self >= Version(1, 6, 8, 0) }

    /// Whether there is `php-handler`.
    fileprivate var hasPHPHandlers: Bool { self >= Version(1, 6, 7, 0) }
  }

  private let version: Version
  private let operators: [Operator]
  private let isOfProvider: Bool

  /// - Parameters:
  ///   - operators: Those that are asked for; empty for all but `dns`, whose records say nothing
  ///     about an account that hostlint can rely on, and, where the provider does not send it,
  ///     `php-handler`, which only the provider may call.
  ///   - isOfProvider: Whether the provider sends it, who sees the plans of every reseller, and not
  ///     a reseller, who sees their own.
  package init(version: Version, operators: [Operator] = [], isOfProvider: Bool = false) {
    self.version = version
    self.isOfProvider = isOfProvider
    self.operators = Operator.allCases.filter { name in
      guard operators.isEmpty else { return operators.contains(name) }
      return name != .dns && (name != .phpHandler || isOfProvider && version.hasPHPHandlers)
    }
  }

  /// The packet, with a newline at its end.
  package var text: String {
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<packet version=\"\(version)\">"]
    for name in operators {
      lines.append("  <\(name.rawValue)>")
      for operation in operations(of: name) {
        lines.append("    <\(operation.name)>")
        lines.append("      <filter/>")
        if operation.ofAllOwners { lines.append("      <owner-all/>") }
        if !operation.dataset.isEmpty {
          lines.append("      <dataset>")
          lines += operation.dataset.map { "        <\($0)/>" }
          lines.append("      </dataset>")
        }
        lines.append("    </\(operation.name)>")
      }
      lines.append("  </\(name.rawValue)>")
    }
    lines.append("</packet>")
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Operation {
    let name: String
    var dataset: [String] = []
    var ofAllOwners = false
  }

  private func operations(of name: Operator) -> [Operation] {
    let domainList = version.hasDomainList ? [Operation(name: "get-domain-list")] : []
    switch name {
    case .reseller:
      return [Operation(name: "get", dataset: ["gen-info", "stat", "permissions", "limits"])]
        + domainList
    case .customer:
      return [Operation(name: "get", dataset: ["gen_info", "stat"])] + domainList
    case .servicePlan, .servicePlanAddon:
      // Plans have no dataset: all of one comes at once. Without an owner, those of the login.
      return [Operation(name: "get", ofAllOwners: isOfProvider)]
    case .webspace:
      let further = version.hasDomainList ? ["resource-usage", "mail"] : []
      return [
        Operation(
          name: "get",
          dataset: [
            "gen_info", "hosting", "limits", "stat", "prefs", "disk_usage", "performance",
            "subscriptions", "permissions",
          ] + further)
      ]
    case .site:
      return [
        Operation(
          name: "get",
          dataset: ["gen_info", "hosting", "stat", "prefs", "disk_usage", "performance"])
      ]
    case .siteAlias, .phpHandler: return [Operation(name: "get")]
    case .dns: return [Operation(name: "get_rec")]
    }
  }
}
