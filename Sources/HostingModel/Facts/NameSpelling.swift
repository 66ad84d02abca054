internal import SourceText
internal import YAML

/// How a domain name is written, beside the name that it means.
package struct NameSpelling: Sendable {
  /// What is unusual about it: `upper case and a trailing dot`.
  package let fault: String
  /// The name in lower case, without a trailing dot and without spaces at its ends.
  package let normalForm: String

  /// Nil for a name that is written in its normal form.
  package init?(_ written: String) {
    let trimmed = written.trimmingSpaces()
    var faults: [String] = []
    let lowercased = trimmed.lowercased()
    if lowercased != trimmed { faults.append("upper case") }
    let hasTrailingDot = lowercased.unicodeScalars.count > 1 && lowercased.hasSuffix(".")
    if hasTrailingDot { faults.append("a trailing dot") }
    if trimmed != written { faults.append("a space at its start or end") }
    guard !faults.isEmpty else { return nil }
    let last = faults.removeLast()
    fault = faults.isEmpty ? last : faults.joined(separator: ", ") + " and " + last
    normalForm = hasTrailingDot ? String(lowercased.dropLast()) : lowercased
  }
}

extension Hosting {
  /// How the name of a domain or alias departs from its normal form; absent where it does not.
  package func nameSpelling(of entity: EntityReference) -> Fact<NameSpelling> {
    let name: NameID?
    switch entity.kind {
    case .domain: name = domains[Int(entity.index)].name
    case .alias: name = aliases[Int(entity.index)].name
    default: return .absent
    }
    guard name != nil, let source = source(of: entity) else { return .unknown }
    let written = string(of: Text(node: source.name), in: source.file)
    return NameSpelling(written).map {
      .known($0, Origin(file: source.file, node: source.name, owner: entity))
    } ?? .absent
  }
}
