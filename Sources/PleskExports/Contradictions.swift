internal import SourceText

/// Finds entities of which several answers say different things.
struct Contradictions {
  /// One entity with what is told of it in more than one way.
  struct Finding {
    /// `webspace example.com`.
    let entity: String
    /// What differs, in Plesk's words, in the order in which it stands.
    let names: [String]
    /// The first value that differs from an earlier one.
    let place: ElementID
  }

  private let tree: ElementTree
  private(set) var findings: [Finding] = []

  init(_ records: AccountRecords, in tree: ElementTree) {
    self.tree = tree
    for (kind, table) in [
      ("reseller", records.resellers), ("customer", records.customers),
      ("service plan", records.plans), ("service plan", records.addons),
      ("webspace", records.webspaces), ("site", records.sites), ("site alias", records.aliases),
    ] {
      for record in table.records where record.sources.count > 1 { compare(record, kind) }
    }
  }

  private mutating func compare(_ record: AccountRecords.Record, _ kind: String) {
    // Packets and the REST API name things differently.
    for isXML in [true, false] {
      var known: [String: Set<String>] = [:]
      var names: [String] = []
      var place: ElementID?
      for source in record.sources where self.isXML(source) == isXML {
        var told: [String: Set<String>] = [:]
        var order: [(name: String, place: ElementID)] = []
        read(source, into: &told, &order)
        for (name, element) in order {
          guard let values = told[name] else { continue }
          guard let earlier = known[name] else {
            known[name] = values
            continue
          }
          if values != earlier, !names.contains(name) {
            if names.count < Self.bound { names.append(name) }
            place = place ?? element
          }
        }
      }
      if let place {
        let who = record.name ?? record.guid ?? ""
        findings.append(Finding(entity: "\(kind) \(who)", names: names, place: place))
      }
    }
  }

  /// How many differences of one entity are named.
  private static let bound = 5

  private func isXML(_ element: ElementID) -> Bool {
    let start = Int(tree.elements[element].start)
    return start < tree.text.count && tree.text[start] == UInt8(ascii: "<")
  }

  /// Reads the values below an element by their names; what is in use changes from hour to hour.
  private func read(
    _ parent: ElementID, into told: inout [String: Set<String>],
    _ order: inout [(name: String, place: ElementID)]
  ) {
    for child in tree.children(of: parent) {
      var name = tree.string(in: tree.tag(child)).filter { $0 != "\"" }
      var value = child
      switch tree.name(child) {
      case .stat, .diskUsage, .resourceUsage, .realSize, .filterID, .secret, .name, .asciiName,
        .guid, .aliases:
        continue
      case .limit, .permission, .property:
        guard let key = tree.value(.name, of: child), let entry = tree.value(.value, of: child)
        else { continue }
        name += " \(tree.string(key))"
        value = entry
      case .other where tree.isBlank(child): continue
      default:
        if tree.isBlank(child) {
          read(child, into: &told, &order)
          continue
        }
      }
      if tree.name(child) == .other || tree.elements[value].isCut { continue }
      let text = String(decoding: tree.trimmed(value), as: UTF8.self)
      if told[name] == nil { order.append((name, value)) }
      told[name, default: []].insert(text)
    }
  }
}
