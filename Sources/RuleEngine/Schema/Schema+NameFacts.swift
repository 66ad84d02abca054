internal import CEL
internal import HostingModel

/// Fields about how names are written and what name servers one level declares.
extension Schema {
  mutating func declareNameFacts() {
    for kind in [ObjectKind.domain, .alias] {
      declareSpelling(of: kind)
      declareTopLevelDomain(of: kind)
    }
    for kind in [ObjectKind.reseller, .subscription, .domain, .alias] {
      declareNameservers(of: kind)
    }
  }

  private mutating func declareSpelling(of object: ObjectKind) {
    declare(
      "spelling_fault", of: object, .string, isOptional: true,
      "How the name departs from its normal form, in words: `upper case and a trailing dot`."
    ) { (spelling: NameSpelling, reader) in
      reader.text(spelling.fault)
    } fact: { hosting, index in
      hosting.nameSpelling(of: object.entity(index, in: hosting))
    }
    declare(
      "normal_name", of: object, .string, isOptional: true,
      "The name in lower case, without a trailing dot; absent where it is written so."
    ) { (spelling: NameSpelling, reader) in
      reader.text(spelling.normalForm)
    } fact: { hosting, index in
      hosting.nameSpelling(of: object.entity(index, in: hosting))
    }
  }

  private mutating func declareTopLevelDomain(of object: ObjectKind) {
    declare(
      "top_level_domain", of: object, .string, isOptional: true,
      "The last label of `ascii_name`; absent for a single label and for an IP address."
    ) { (label: TopLevelDomain, reader) in
      reader.hosting.domainNames.withUTF8(label.name) {
        reader.context.string(utf8: UnsafeBufferPointer(rebasing: $0.suffix(label.length)))
      }
    } fact: { hosting, index in
      hosting.topLevelDomain(of: object.entity(index, in: hosting))
    }
  }

  private mutating func declareNameservers(of object: ObjectKind) {
    declareName(
      "display_name", of: object,
      object == .reseller ? "The same as `login`." : "The same as `name`.")
    declare(
      "nameservers_provider", of: object, .string, isOptional: true,
      """
      Whose the name servers are that it declares itself: `lrob`, `external` or `mixed`; absent \
      where it declares none.
      """
    ) { (provider: DNSProvider, reader) in
      reader.word(provider)
    } fact: { hosting, index in
      hosting.nameserversProvider(of: object.entity(index, in: hosting))
    }
    declare(
      "nameserver_count", of: object, .int, isOptional: true,
      "How many different name servers it declares itself; absent where it declares none."
    ) { (count: Int, _) in
      .int(Int64(count))
    } fact: { hosting, index in
      hosting.nameserverCount(of: object.entity(index, in: hosting))
    }
  }
}
