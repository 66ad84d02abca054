package import SourceText

/// What differs between two states of accounts.
package struct AccountComparison: Sendable {
  /// The program's version, `0.1.0`.
  package let toolVersion: String
  /// The files of both states.
  package let files: SourceFiles
  /// How many of them, the first ones, are of the earlier state.
  package let earlierFileCount: Int
  /// By account: reseller, packs, customers, then each subscription with its domains and aliases.
  package let changes: [EntityChange]
  /// How many values one of the two states knows and the other does not claim to know.
  package let incomparableValues: Int
  /// How many entities stand in one of the two states only, while the other does not claim to know
  /// them all.
  package let incomparableEntities: Int
  /// Findings of rules about the transition, sorted by place.
  package let findings: [Finding]
  /// How many more there are that exceptions of the configuration accept.
  package let acceptedFindings: Int
  /// The rules that were in force of those about a transition.
  package let rules: [RuleDescriptor]
  /// Why the comparison is not complete, one sentence each.
  package let failures: [String]
  /// What a person should know, one sentence each.
  package let notes: [String]

  package init(
    toolVersion: String, files: SourceFiles, earlierFileCount: Int, changes: [EntityChange],
    incomparableValues: Int, incomparableEntities: Int, findings: [Finding] = [],
    acceptedFindings: Int = 0, rules: [RuleDescriptor] = [], failures: [String], notes: [String]
  ) {
    self.toolVersion = toolVersion
    self.files = files
    self.earlierFileCount = earlierFileCount
    self.changes = changes
    self.incomparableValues = incomparableValues
    self.incomparableEntities = incomparableEntities
    self.findings = findings
    self.acceptedFindings = acceptedFindings
    self.rules = rules
    self.failures = failures
    self.notes = notes
  }
}

/// What became of one entity.
package struct EntityChange: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case added, removed, moved, changed
  }

  package let change: Kind
  package let kind: AccountEntity.Kind
  /// What people call it, as the later state writes it.
  package let name: String
  /// `customer/boulangerie`, in the later state where it is there.
  package let identity: String
  /// The login of its reseller; nil where none is known.
  package let reseller: String?
  /// Where its name stands in the earlier and in the later state.
  package let before: SourceLocation?
  package let after: SourceLocation?
  /// Of a moved one: what it belonged to, and what it belongs to now.
  package var from: Owner?
  package var to: Owner?
  /// The identity of the added or removed entity that it came or went with; nil where it is one
  /// for itself.
  package var within: String?
  /// Only of those that are in both states.
  package var values: [ValueChange] = []

  /// What an entity belongs to.
  package struct Owner: Hashable, Sendable {
    package let kind: AccountEntity.Kind
    package let name: String
    package let identity: String?

    package init(kind: AccountEntity.Kind, name: String, identity: String?) {
      self.kind = kind
      self.name = name
      self.identity = identity
    }
  }

  package init(
    _ change: Kind, kind: AccountEntity.Kind, name: String, identity: String, reseller: String?,
    before: SourceLocation?, after: SourceLocation?
  ) {
    self.change = change
    self.kind = kind
    self.name = name
    self.identity = identity
    self.reseller = reseller
    self.before = before
    self.after = after
  }
}

/// A value that is not the same in both states.
package struct ValueChange: Hashable, Sendable {
  /// The key path of the hosting file, `limits.disk_space`; of a value that several keys decide a
  /// word of its own, `dns_provider`.
  package let name: String
  /// The name in a sentence: `disk space limit`.
  package let label: String
  /// Absent or known, never unknown.
  package let before: AccountValue
  package let after: AccountValue
  /// Whether neither of the two is an entry of the entity itself.
  package let isInherited: Bool

  package init(
    name: String, label: String, before: AccountValue, after: AccountValue, isInherited: Bool
  ) {
    self.name = name
    self.label = label
    self.before = before
    self.after = after
    self.isInherited = isInherited
  }
}
