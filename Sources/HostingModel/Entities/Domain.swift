package import YAML

/// A domain name that a subscription hosts.
package struct Domain: Sendable {
  package internal(set) var subscription: SubscriptionID
  package let source: Source
  /// In ASCII form, a number of `Hosting.domainNames`; nil where it could not be read.
  package internal(set) var name: NameID?
  /// Whether the name is no host name; `Hosting.nameFaults` says why.
  package let hasNameFault: Bool
  /// Whether the name is surely written in its normal form, as nearly all are.
  package let isPlainlyWritten: Bool
  /// Whether it stands beyond its subscription's first and is no subdomain of another of its
  /// domains.
  package var isExtra = false
  package var dns = DNSSettingsID.silent
  package var php = PHPSettingsID.silent
  package var mail: Field<Bool> = .absent
  package var ssl: Field<Bool> = .absent
  package var subdomains: Field<TextList> = .absent
  package var aliases = EntityRange<Alias>()
  /// Whether further aliases could not be read.
  package var aliasesAreOpen = false
  package var labels: Field<Text> = .absent
  /// Its place in the index of names, `Hosting.claims`.
  package var claim: UInt32 = 0
}

/// Another name for a domain.
package struct Alias: Sendable {
  package internal(set) var domain: DomainID
  package let source: Source
  /// In ASCII form, a number of `Hosting.domainNames`; nil where it could not be read.
  package internal(set) var name: NameID?
  /// Whether the name is no host name; `Hosting.nameFaults` says why.
  package let hasNameFault: Bool
  /// Whether the name is surely written in its normal form, as nearly all are.
  package let isPlainlyWritten: Bool
  package var dns = DNSSettingsID.silent
  package var mode: Field<AliasMode> = .absent
  package var mail: Field<Bool> = .absent
  package var web: Field<Bool> = .absent
  package var labels: Field<Text> = .absent
  /// Its place in the index of names, `Hosting.claims`.
  package var claim: UInt32 = 0
}

/// A declared list of texts: the sequence's node, whose items are the texts.
package struct TextList: FieldValue {
  package let node: NodeID
  private let length: UInt32

  package var count: Int { Int(length) }

  init(node: NodeID, count: Int) {
    self.node = node
    length = UInt32(truncatingIfNeeded: count)
  }

  package static var placeholder: TextList { TextList(node: NodeID(0), count: 0) }
}
