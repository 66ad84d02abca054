internal import CEL
internal import HostingModel
internal import SourceText
internal import YAML

/// The fields of domains, aliases and of what claims a name.
extension Schema {
  mutating func declareDomains() {
    declareName("name", of: .domain, "The name as it is written.")
    declareCommon(of: .domain) { $0.domains[$1].labels }
    declareNaming(
      of: .domain, name: { $0.domains[$1].name }, hasFault: { $0.domains[$1].hasNameFault },
      claim: { $0.domains[$1].claim })
    declare("is_main", of: .domain, .bool, "Whether it is its subscription's first domain.") {
      _, hosting, index in
      let subscription = hosting[hosting.domains[Int(index)].subscription]
      return .bool(subscription.domains.start == index)
    }
    declare(
      "is_extra", of: .domain, .bool,
      """
      Whether it comes after its subscription's first domain and is no subdomain of another of \
      its subscription's domains.
      """
    ) { _, hosting, index in
      let id = DomainID(index)
      return hosting[id].name == nil ? .unknown : .bool(hosting.isExtra(id))
    }
    declareDNS(of: .domain) { $0[$0.domains[$1].dns] }
    declareFlag("mail", of: .domain, "The declared `mail`: whether it has mail.") {
      $0.domains[$1].mail
    }
    declareFlag("ssl", of: .domain, "The declared `ssl`: whether it is served over TLS.") {
      $0.domains[$1].ssl
    }
    declareView("php", of: .domain, as: .php, .domain, "Its own PHP settings.")
    declareSubdomains()
    declare("aliases", of: .domain, .list(.object("alias")), "Its aliases.") {
      reader, hosting, index in
      let domain = hosting.domains[Int(index)]
      return domain.aliasesAreOpen ? .unknown : reader.objects(.alias, domain.aliases)
    }
    declare("subscription", of: .domain, .object("subscription"), "The subscription that hosts it.")
    {
      reader, hosting, index in
      reader.object(.subscription, hosting.domains[Int(index)].subscription.rawValue)
    }
    declareReseller(of: .domain)
    declareAliases()
    declareClaims()
  }

  private mutating func declareSubdomains() {
    declare(
      "subdomains", of: .domain, .list(.string), "Its subdomains; empty where none are declared."
    ) {
      (nodes: (list: [NodeID], file: FileID), reader) in
      reader.texts(nodes.list, in: nodes.file)
    } fact: { hosting, index in
      let domain = hosting.domains[Int(index)]
      guard !domain.subdomains.isUnknown, let tree = hosting.tree(domain.source.file) else {
        return .unknown
      }
      let owner = EntityReference(.domain, index)
      let file = domain.source.file
      guard let list = domain.subdomains.value else { return .known(([], file), nil) }
      return .known(
        (tree.items(of: list.node).map(tree.resolve), file),
        Origin(file: file, node: list.node, owner: owner))
    }
  }

  private mutating func declareAliases() {
    declareName("name", of: .alias, "The name as it is written.")
    declareCommon(of: .alias) { $0.aliases[$1].labels }
    declareNaming(
      of: .alias, name: { $0.aliases[$1].name }, hasFault: { $0.aliases[$1].hasNameFault },
      claim: { $0.aliases[$1].claim })
    declareDNS(of: .alias) { $0[$0.aliases[$1].dns] }
    declareWord("mode", of: .alias, "The declared mode: `redirect` or `same-site`.") {
      $0.aliases[$1].mode
    }
    declare(
      "effective_mode", of: .alias, .string, "The mode in force: the declared one, else `redirect`."
    ) {
      (mode: AliasMode, reader) in
      reader.word(mode)
    } fact: { hosting, index in
      let fact = hosting.fact(
        hosting.aliases[Int(index)].mode, owner: EntityReference(.alias, index))
      if case .absent = fact { return .known(.redirect, nil) }
      return fact
    }
    declareFlag("mail", of: .alias, "The declared `mail`: whether it has mail.") {
      $0.aliases[$1].mail
    }
    declareFlag("web", of: .alias, "The declared `web`: whether it answers web requests.") {
      $0.aliases[$1].web
    }
    declare("domain", of: .alias, .object("domain"), "The domain it is another name for.") {
      reader, hosting, index in reader.object(.domain, hosting.aliases[Int(index)].domain.rawValue)
    }
    declare("subscription", of: .alias, .object("subscription"), "The subscription of its domain.")
    {
      reader, hosting, index in
      let domain = hosting[hosting.aliases[Int(index)].domain]
      return reader.object(.subscription, domain.subscription.rawValue)
    }
    declareReseller(of: .alias)
  }

  /// What domains and aliases have in common: a name that is unique across the run.
  private mutating func declareNaming(
    of object: ObjectKind, name: @escaping @Sendable (Hosting, Int) -> NameID?,
    hasFault: @escaping @Sendable (Hosting, Int) -> Bool,
    claim: @escaping @Sendable (Hosting, Int) -> UInt32
  ) {
    declare("ascii_name", of: object, .string, "The name in ASCII form, in which names compare.") {
      reader, hosting, index in
      guard let name = name(hosting, Int(index)) else { return .unknown }
      return reader.domainName(name, in: hosting)
    }
    declare(
      "name_fault", of: object, .string, isOptional: true,
      "Why the name is no host name, in words; absent where it is one."
    ) { (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      guard let name = name(hosting, Int(index)) else { return .unknown }
      guard hasFault(hosting, Int(index)) else { return .absent }
      return hosting.nameFaults[name].map { .known($0, nil) } ?? .absent
    }
    declare(
      "other_claims", of: object, .list(.object("claim")),
      "Other domains and aliases of the run with the same name, \(Self.listBound) at most."
    ) { reader, hosting, index in
      guard let name = name(hosting, Int(index)) else { return .unknown }
      let own = claim(hosting, Int(index))
      let places = hosting.claims(of: name).indices
      return reader.objects(
        .claim,
        places.lazy.map { UInt32(truncatingIfNeeded: $0) }.filter { $0 != own }
          .prefix(Self.listBound))
    }
    declare(
      "is_first_claim", of: object, .bool, "Whether it is the first of the run to have this name."
    ) { _, hosting, index in
      guard let name = name(hosting, Int(index)) else { return .unknown }
      return .bool(
        hosting.isFirstClaim(name, position: claim(hosting, Int(index))))
    }
  }

  private mutating func declareClaims() {
    declareName("name", of: .claim, "The name as it is written.")
    declare("kind", of: .claim, .string, "`domain` or `alias`.") { reader, hosting, index in
      reader.word(hosting.claims[Int(index)].kind)
    }
    declare("identity", of: .claim, .string, "What reports call the domain or alias.") {
      (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      hosting.identity(of: hosting.claims[Int(index)]).map { .known($0, nil) } ?? .unknown
    }
    declare(
      "subscription", of: .claim, .object("subscription"), "The subscription that has the name."
    ) {
      reader, hosting, index in
      let claim = hosting.claims[Int(index)]
      let domain =
        claim.kind == .alias
        ? hosting.aliases[Int(claim.index)].domain : DomainID(claim.index)
      return reader.object(.subscription, hosting[domain].subscription.rawValue)
    }
  }
}
