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
    // By bytes: to compare strings sorts combining marks, of which a hostile name may have many.
    if !lowercased.utf8.elementsEqual(trimmed.utf8) { faults.append("upper case") }
    let hasTrailingDot = lowercased.utf8.count > 1 && lowercased.utf8.last == UInt8(ascii: ".")
    if hasTrailingDot { faults.append("a trailing dot") }
    if trimmed.utf8.count != written.utf8.count { faults.append("a space at its start or end") }
    guard !faults.isEmpty else { return nil }
    let last = faults.removeLast()
    fault = faults.isEmpty ? last : faults.joined(separator: ", ") + " and " + last
    normalForm = hasTrailingDot ? String(lowercased.dropLast()) : lowercased
  }
}

/// The last label of a domain name: that many of its last bytes.
package struct TopLevelDomain: Sendable {
  package let name: NameID
  package let length: Int
}

extension Hosting {
  /// How the name of a domain or alias departs from its normal form; absent where it does not.
  package func nameSpelling(of entity: EntityReference) -> Fact<NameSpelling> {
    guard let domainName = domainName(of: entity), !domainName.isPlain else { return .absent }
    guard domainName.name != nil, let source = source(of: entity), let tree = tree(source.file)
    else {
      return .unknown
    }
    return NameSpelling(tree.string(source.name)).map {
      .known($0, Origin(file: source.file, node: source.name, owner: entity))
    } ?? .absent
  }

  /// The name of a domain or alias, and whether it is surely written in its normal form; nil for
  /// other kinds.
  private func domainName(of entity: EntityReference) -> (name: NameID?, isPlain: Bool)? {
    let index = Int(entity.index)
    switch entity.kind {
    case .domain: return (domains[index].name, domains[index].isPlainlyWritten)
    case .alias: return (aliases[index].name, aliases[index].isPlainlyWritten)
    default: return nil
    }
  }

  /// The last label of a domain's or alias's name in ASCII form; absent where the name is a single
  /// label or an IP address.
  package func topLevelDomain(of entity: EntityReference) -> Fact<TopLevelDomain> {
    guard let domainName = domainName(of: entity) else { return .absent }
    guard let name = domainName.name else { return .unknown }
    return domainNames.withUTF8(name) { ascii in
      var length = 0
      var hasLetter = false
      while length < ascii.count, case let byte = ascii[ascii.count - 1 - length],
        byte != UInt8(ascii: ".")
      {
        hasLetter = hasLetter || !(0x30...0x39).contains(byte)
        length += 1
      }
      guard length < ascii.count, hasLetter else { return .absent }
      return .known(TopLevelDomain(name: name, length: length), nil)
    }
  }
}
