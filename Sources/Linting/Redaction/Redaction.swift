internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// Takes e-mail addresses and the names of people and companies out of a report, so that it may go
/// where the account may not.
///
/// Source text is masked as passwords are, character by character; messages have a mask in place of
/// the words. Logins, domains and packs stay, since they say where a finding is, and fingerprints
/// stay the same. Source text is masked in place: a report of the same files that is made later has
/// it masked too.
struct Redaction {
  private let hosting: Hosting
  private let text: PersonalText

  /// Learns the names that the files of a run declare.
  ///
  /// - Parameter sentences: What rules say, without what they fill in: a name of one word that stands
  ///   there is masked in its own place alone, since a hole in such a sentence would tell it.
  init(_ hosting: Hosting, sentences: [String]) {
    self.hosting = hosting
    let own = Set(sentences.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "-" } })
    func isPublic(_ name: String) -> Bool {
      Self.isPublic(name, in: hosting) || own.contains(Substring(name))
        || OwnWords.all.contains(name.lowercased())
    }
    var names = Self.declared(in: hosting).map(\.name)
    for case let tree? in hosting.trees {
      names += PersonalPlaces(in: tree, isPublic: isPublic).names
    }
    text = PersonalText(names: names, isPublic: isPublic)
  }

  /// Whether a text names an entity, so that it stands in identities.
  private static func isPublic(_ name: String, in hosting: Hosting) -> Bool {
    hosting.names.find(name.utf8) != nil || hosting.domainNames.find(name.utf8) != nil
  }

  /// The names and addresses of the model, which are personal wherever they stand.
  private static func declared(in hosting: Hosting) -> [(name: String, place: SourceLocation)] {
    var found: [(String, SourceLocation)] = []
    func add(_ fields: [Field<Text>], _ file: FileID?) {
      guard let file, let tree = hosting.tree(file) else { return }
      for text in fields.compactMap(\.value) {
        found.append((tree.string(text.node), tree.location(text.node)))
      }
    }
    for reseller in hosting.resellers {
      add([reseller.name, reseller.email], reseller.source?.file)
    }
    for customer in hosting.customers {
      add([customer.name, customer.company, customer.email], customer.source.file)
    }
    for subscription in hosting.subscriptions {
      guard let contact = subscription.contact.value.map({ hosting[$0] }) else { continue }
      add([contact.name, contact.email], subscription.source.file)
    }
    return found
  }

  /// The report with what is personal masked.
  ///
  /// - Parameters:
  ///   - files: The hosting files whose lines it may show.
  ///   - exports: Which of them are exports, with what may be personal there.
  func redact(
    _ report: Report, showing files: Set<FileID>, exports: [FileID: [SourceRange]] = [:]
  ) -> Report {
    mark(report.files, showing: files, exports)
    var coverage = report.coverage
    coverage.skippedFiles = coverage.skippedFiles.map {
      Coverage.SkippedFile(path: $0.path, reason: text.masked($0.reason))
    }
    return Report(
      toolVersion: report.toolVersion, files: report.files, rules: report.rules,
      findings: report.findings.map(masked),
      suppressed: report.suppressed.map { suppressed in
        var suppression = suppressed.suppression
        suppression.reason = text.masked(suppression.reason)
        return SuppressedFinding(masked(suppressed.finding), suppression)
      },
      goneFromBaseline: report.goneFromBaseline.map(masked), summary: report.summary,
      failOn: report.failOn, failures: report.failures.map(text.masked),
      notes: report.notes.map(text.masked), coverage: coverage)
  }

  /// The comparison with what is personal masked.
  ///
  /// - Parameter exports: The files that are exports, with what may be personal there.
  func redact(
    _ comparison: AccountComparison, exports: [FileID: [SourceRange]]
  ) -> AccountComparison {
    mark(comparison.files, showing: Set(comparison.files.ids), exports)
    return AccountComparison(
      toolVersion: comparison.toolVersion, files: comparison.files,
      earlierFileCount: comparison.earlierFileCount, changes: comparison.changes.map(masked),
      incomparableValues: comparison.incomparableValues,
      incomparableEntities: comparison.incomparableEntities,
      findings: comparison.findings.map(masked), acceptedFindings: comparison.acceptedFindings,
      rules: comparison.rules, failures: comparison.failures.map(text.masked),
      notes: comparison.notes.map(text.masked))
  }

  private func masked(_ change: EntityChange) -> EntityChange {
    var result = EntityChange(
      change.change, kind: change.kind, name: identity(change.name),
      identity: identity(change.identity), reseller: change.reseller.map(identity),
      before: change.before, after: change.after)
    result.from = change.from.map(masked)
    result.to = change.to.map(masked)
    result.within = change.within.map(identity)
    result.values = change.values.map { value in
      ValueChange(
        name: text.masked(value.name), label: text.masked(value.label),
        before: masked(value.before, of: value.name), after: masked(value.after, of: value.name),
        isInherited: value.isInherited)
    }
    return result
  }

  private func masked(_ owner: EntityChange.Owner) -> EntityChange.Owner {
    EntityChange.Owner(
      kind: owner.kind, name: identity(owner.name), identity: owner.identity.map(identity))
  }

  /// A value of a comparison; nobody knows what labels hold, as in source text.
  private func masked(_ value: AccountValue, of name: String) -> AccountValue {
    guard case .known(let known, let origin) = value else { return value }
    let isPersonal =
      ["name", "company", "email", "contact.name", "contact.email"].contains(name)
      || name.hasPrefix("labels.")
    switch known {
    case .text(let words):
      return .known(.text(isPersonal ? PersonalText.mask : text.masked(words)), origin)
    case .list(let elements):
      return .known(.list(elements.map { $0.map(text.masked) }), origin)
    case .flag, .amount: return value
    }
  }

  private func mark(
    _ sources: SourceFiles, showing files: Set<FileID>, _ exports: [FileID: [SourceRange]]
  ) {
    var ranges: [FileID: [SourceRange]] = [:]
    for (_, place) in Self.declared(in: hosting) where files.contains(place.file) {
      ranges[place.file, default: []].append(place.range)
    }
    // The configuration, whose exceptions may be at fault, is no hosting file.
    let others = sources.ids.filter { !hosting.trees.indices.contains(Int($0.rawValue)) }
    for id in files.union(others) {
      let file = sources[id]
      var found = ranges[id] ?? []
      if let personal = exports[id] {
        found += personal
      } else if let tree = hosting.tree(id) {
        found += PersonalPlaces(in: tree) { Self.isPublic($0, in: hosting) }.ranges
        found += PersonalPlaces.unread(in: tree)
      } else {
        found += PersonalPlaces.values(of: "reason", in: file.text)
      }
      if exports[id] == nil { found += PersonalPlaces.comments(in: file.text) }
      found += text.ranges(in: file.text).map {
        SourceRange(
          start: UInt32(truncatingIfNeeded: $0.lowerBound),
          end: UInt32(truncatingIfNeeded: $0.upperBound))
      }
      file.markSecrets(found)
    }
  }

  private func identity(_ identity: String) -> String {
    text.masked(identity, onlyAddresses: true)
  }

  private func masked(_ entry: BaselineEntry) -> BaselineEntry {
    BaselineEntry(
      BaselineEntry.Key(
        reseller: entry.key.reseller.map(identity), rule: entry.key.rule,
        entity: identity(entry.key.entity), field: entry.key.field.map(text.masked)),
      count: entry.count)
  }

  /// The finding with what is personal masked; its fingerprint stays.
  private func masked(_ finding: Finding) -> Finding {
    let diagnostic = finding.diagnostic
    return Finding(
      diagnostic: Diagnostic(
        rule: diagnostic.rule, severity: diagnostic.severity,
        message: text.masked(diagnostic.message), remedy: text.masked(diagnostic.remedy),
        location: diagnostic.location,
        related: diagnostic.related.map { Label($0.location, text.masked($0.text)) },
        omittedRelated: diagnostic.omittedRelated,
        reseller: diagnostic.reseller.map(identity), entity: identity(diagnostic.entity),
        entityLocation: diagnostic.entityLocation, field: diagnostic.field.map(text.masked),
        entities: diagnostic.entities.map(identity),
        speaksOfOneEntity: diagnostic.speaksOfOneEntity,
        owners: diagnostic.owners.map { owners in
          Owners(
            customers: owners.customers.map(identity), includesReseller: owners.includesReseller)
        }),
      fingerprint: finding.fingerprint)
  }
}
