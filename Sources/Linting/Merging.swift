internal import Diagnostics
internal import SourceText

/// One cause, one finding: what many entities owe to one place is shown once.
enum Merging {
  /// How many of the uses are shown as related places.
  static let shownUses = 5

  /// Joins diagnostics of one rule, field and place, which are in report order.
  ///
  /// An entity has only one part in a joined finding: where it is at fault there in several ways,
  /// told apart by their messages, each way is a finding of its own.
  static func merge(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var merged: [Diagnostic] = []
    merged.reserveCapacity(diagnostics.count)
    for group in groupsOfOnePlace(diagnostics) {
      if group.count == 1 {
        merged.append(group[group.startIndex])
      } else {
        merged += mergeAtPlace(group)
      }
    }
    return merged
  }

  /// Diagnostics that follow each other, in groups of one place and rule: nearly all stand alone,
  /// and need no look at what else they say.
  private static func groupsOfOnePlace(
    _ diagnostics: [Diagnostic]
  ) -> some Sequence<ArraySlice<Diagnostic>> {
    sequence(state: diagnostics.startIndex) { (start: inout Int) in
      guard start < diagnostics.endIndex else { return nil }
      let location = diagnostics[start].location
      var end = start + 1
      while end < diagnostics.endIndex, diagnostics[end].location == location,
        diagnostics[end].rule == diagnostics[start].rule
      {
        end += 1
      }
      defer { start = end }
      return diagnostics[start..<end]
    }
  }

  private static func mergeAtPlace(_ diagnostics: ArraySlice<Diagnostic>) -> [Diagnostic] {
    var positions: [Key: Int] = [:]
    var ways: [Key: [String]] = [:]
    var groups: [[Diagnostic]] = []
    for diagnostic in diagnostics {
      var key = Key(diagnostic)
      var own = key
      own.entity = diagnostic.entity
      if let way = ways[own, default: []].firstIndex(of: diagnostic.message) {
        key.way = way
      } else {
        key.way = ways[own, default: []].count
        ways[own, default: []].append(diagnostic.message)
      }
      if let position = positions[key] {
        groups[position].append(diagnostic)
      } else {
        positions[key] = groups.count
        groups.append([diagnostic])
      }
    }
    return groups.compactMap(join)
  }

  /// Leaves each entity its own finding; where several share a place, a related place tells whose
  /// it is.
  ///
  /// What is said twice of one entity is shown once: an anchor may bring it to a place in several
  /// ways.
  static func separate(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    groupsOfOnePlace(diagnostics).flatMap { group in
      group.count == 1 ? Array(group) : separateAtPlace(group)
    }
  }

  private static func separateAtPlace(_ diagnostics: ArraySlice<Diagnostic>) -> [Diagnostic] {
    var said: Set<Statement> = []
    let distinct = diagnostics.filter { said.insert(Statement($0)).inserted }
    let entities = Dictionary(grouping: distinct, by: Key.init).mapValues { Set($0.map(\.entity)) }
    return distinct.map { diagnostic in
      var diagnostic = diagnostic
      if let sharers = entities[Key(diagnostic)], sharers.count > 1, let use = use(of: diagnostic),
        ([diagnostic.location] + diagnostic.related.map(\.location)).allSatisfy({
          $0 != use.location
        })
      {
        diagnostic.related.append(use)
      }
      return diagnostic
    }
  }

  private struct Statement: Hashable {
    let key: Key
    let message: String

    init(_ diagnostic: Diagnostic) {
      var key = Key(diagnostic)
      key.entity = diagnostic.entity
      self.key = key
      message = diagnostic.message
    }
  }

  /// Where the entity at fault stands, for a place that is not its own.
  private static func use(of diagnostic: Diagnostic) -> Label? {
    guard let place = diagnostic.entityLocation else { return nil }
    let identity = EntityIdentity(diagnostic.entity)
    let kind = identity.resource == nil ? "\(identity.kind) " : ""
    return Label(place, "affects \(kind)\(identity.name)")
  }

  private struct Key: Hashable {
    let rule: String
    let location: SourceLocation
    let field: String?
    /// Which of an entity's ways to be at fault there, counted from zero.
    var way = 0
    /// Set where the key is that of one entity.
    var entity = ""

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      location = diagnostic.location
      field = diagnostic.field
    }
  }

  private static func join(_ group: [Diagnostic]) -> Diagnostic? {
    guard var joined = group.first, group.count > 1 else { return group.first }
    var named: Set<String> = []
    // As they stand in the files, which is the order of the related places too.
    let ordered = group.sorted { left, right in
      (left.entityLocation ?? left.location, left.entity)
        < (right.entityLocation ?? right.location, right.entity)
    }
    let entities = ordered.map(\.entity).filter { named.insert($0).inserted }
    guard entities.count > 1 else { return joined }
    joined.entities = entities
    joined.owners = Owners(joining: group.lazy.map(\.owners))
    joined.speaksOfOneEntity = group.contains {
      $0.message != joined.message || $0.remedy != joined.remedy
    }
    var known = Set(joined.related.map(\.location))
    known.insert(joined.location)
    var uses: [Label] = []
    for diagnostic in ordered {
      guard let use = use(of: diagnostic), known.insert(use.location).inserted else { continue }
      uses.append(use)
    }
    joined.related += uses.prefix(shownUses)
    joined.omittedRelated += max(0, uses.count - shownUses)
    return joined
  }
}
