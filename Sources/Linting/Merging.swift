internal import Diagnostics
internal import SourceText

/// One cause, one finding: what many entities owe to one place is shown once.
enum Merging {
  /// How many of the uses are shown as related places.
  static let shownUses = 5

  /// Joins diagnostics of one rule, field and place, which are in report order.
  static func merge(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var positions: [Key: Int] = [:]
    var groups: [[Diagnostic]] = []
    for diagnostic in diagnostics {
      let key = Key(diagnostic)
      if let position = positions[key] {
        groups[position].append(diagnostic)
      } else {
        positions[key] = groups.count
        groups.append([diagnostic])
      }
    }
    return groups.compactMap(join)
  }

  private struct Key: Hashable {
    let rule: String
    let location: SourceLocation
    let field: String?
    /// Quotas of one owner can stand at one place and still be different faults.
    let resource: String?

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      location = diagnostic.location
      field = diagnostic.field
      resource =
        diagnostic.entity.hasPrefix("quota/")
        ? diagnostic.entity.split(separator: "/").last.map(String.init) : nil
    }
  }

  private static func join(_ group: [Diagnostic]) -> Diagnostic? {
    guard var joined = group.first, group.count > 1 else { return group.first }
    let entities = Set(group.map(\.entity)).sorted()
    guard entities.count > 1 else { return joined }
    joined.entities = entities
    var known = Set(joined.related.map(\.location))
    known.insert(joined.location)
    var uses: [Label] = []
    for diagnostic in group {
      guard let place = diagnostic.entityLocation, known.insert(place).inserted else { continue }
      uses.append(Label(place, "affects \(diagnostic.entity)"))
    }
    joined.related += uses.prefix(shownUses)
    joined.omittedRelated += max(0, uses.count - shownUses)
    return joined
  }
}
