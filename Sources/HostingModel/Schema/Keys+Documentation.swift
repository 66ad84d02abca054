internal import Diagnostics

/// What the keys of accounts mean; docs/format.md says the same.

extension DocumentKey {
  var documentation: KeyDocumentation {
    switch self {
    case .hosting:
      KeyDocumentation(
        "marks a hosting file and names the version of the format; `\"1\"` in quotes is accepted",
        ["enum": [1, "1"]], example: 1, isRequired: true)
    case .reseller:
      KeyDocumentation(
        "the reseller; as text, the login of one that another file defines",
        .definition("reseller"), example: ["login": "agence-exemple"])
    case .packs:
      KeyDocumentation(
        "what the reseller sells",
        ["type": ["object", "null"], "additionalProperties": .definition("pack")],
        example: ["starter": ["limits": ["disk_space": "5 GB"]]])
    case .customers:
      KeyDocumentation(
        "who has an account below the reseller",
        HostingSchema.list(of: .definition("customer")),
        example: [["login": "boulangerie", "name": "Boulangerie Martin"]])
    case .subscriptions:
      KeyDocumentation(
        "subscriptions of the reseller, or of a `customer` named there",
        HostingSchema.list(of: .definition("subscription")),
        example: [["domain": "agence-exemple.fr", "pack": "starter"]])
    case .unknown:
      KeyDocumentation(
        "what this file does not claim to know",
        HostingSchema.list(of: HostingSchema.choice(Topic.self)), example: ["packs", "usage"])
    }
  }
}

/// Keys that several kinds of entity have in one meaning.
private enum Shared {
  static func labels(_ example: JSONValue = ["language": "fr"]) -> KeyDocumentation {
    KeyDocumentation("notes of your own", .definition("labels"), example: example)
  }

  static func nameservers(_ meaning: String) -> KeyDocumentation {
    KeyDocumentation(meaning, .definition("names"), example: ["ns1.lrob.net", "ns2.lrob.net"])
  }

  static func dns(_ meaning: String) -> KeyDocumentation {
    KeyDocumentation(meaning, HostingSchema.choice(DNSHost.self), example: "lrob")
  }

  static func flag(
    _ meaning: String, default standard: JSONValue? = nil, example: JSONValue = true
  ) -> KeyDocumentation {
    KeyDocumentation(meaning, .definition("boolean"), default: standard, example: example)
  }

  static func text(_ meaning: String, example: JSONValue) -> KeyDocumentation {
    KeyDocumentation(meaning, .definition("text"), example: example)
  }

  static func name(_ meaning: String, example: JSONValue) -> KeyDocumentation {
    KeyDocumentation(meaning, .definition("name"), example: example, isRequired: true)
  }

  static func overuse(_ meaning: String) -> KeyDocumentation {
    KeyDocumentation(meaning, HostingSchema.choice(Overuse.self), example: "block")
  }

  static func limits(_ meaning: String, example: JSONValue) -> KeyDocumentation {
    KeyDocumentation(meaning, .definition("limits"), example: example)
  }

  static func permissions(_ meaning: String) -> KeyDocumentation {
    KeyDocumentation(
      meaning, .definition("permissions"), example: ["ssl": true, "shell_access": "none"])
  }

  static func php(_ meaning: String) -> KeyDocumentation {
    KeyDocumentation(
      meaning, .definition("php"), example: ["version": "8.4", "handler": "fpm"])
  }

  static func unknown(_ topic: JSONValue) -> KeyDocumentation {
    KeyDocumentation(
      "what of it this file does not claim to know",
      HostingSchema.list(of: HostingSchema.choice(Topic.self)), example: [topic])
  }
}

extension ResellerKey {
  var documentation: KeyDocumentation {
    switch self {
    case .login:
      Shared.name("the login in Plesk; the reseller's identity", example: "agence-exemple")
    case .name: Shared.text("the person or company", example: "Agence Exemple")
    case .email: Shared.text("the address to reach them", example: "ops@agence-exemple.fr")
    case .dns: Shared.dns("whose name servers the domains below use")
    case .nameservers:
      Shared.nameservers("those name servers by name; they decide over `dns`")
    case .dnsSync:
      Shared.flag("whether the DNS zones of the aliases below follow their domains'")
    case .oversell:
      Shared.flag(
        "whether subscriptions may be promised more than the offer has", example: false)
    case .limits:
      Shared.limits(
        "what the offer holds in total", example: ["subscriptions": 50, "disk_space": "200 GB"])
    case .permissions: Shared.permissions("what the offer allows")
    case .unknown: Shared.unknown("limits")
    case .labels: Shared.labels(["offer": "Web Agency"])
    }
  }
}

extension PackKey {
  var documentation: KeyDocumentation {
    switch self {
    case .description: Shared.text("what it is for", example: "One brochure site")
    case .addon:
      Shared.flag(
        "an add-on: it adds to the limits and permissions of a base pack", default: false)
    case .limits:
      Shared.limits(
        "what each subscription on it may use",
        example: ["disk_space": "5 GB", "traffic": "unlimited", "mailboxes": 10])
    case .overuse:
      Shared.overuse("past a limit: refuse, let it pass and tell, or let it pass")
    case .permissions: Shared.permissions("what the customer may do")
    case .php: Shared.php("version and handler")
    case .unknown: Shared.unknown("permissions")
    case .labels: Shared.labels(["price": "12 EUR a month"])
    }
  }
}

extension CustomerKey {
  var documentation: KeyDocumentation {
    switch self {
    case .login:
      Shared.name("the login in Plesk; the customer's identity", example: "boulangerie")
    case .name: Shared.text("the person", example: "Louise Martin")
    case .company: Shared.text("the company", example: "Boulangerie Martin")
    case .email:
      Shared.text("the address to reach them", example: "contact@boulangerie-martin.fr")
    case .pack:
      Shared.text(
        "the base pack of those of the customer's subscriptions that name none",
        example: "starter")
    case .subscriptions:
      KeyDocumentation(
        "what the customer owns",
        HostingSchema.list(of: HostingSchema.subscriptionOfCustomer),
        example: [["domain": "boulangerie-martin.fr"]])
    case .password:
      KeyDocumentation(
        "accepted only to be reported; its value is never shown", ["deprecated": true])
    case .labels: Shared.labels(["since": "2021"])
    }
  }
}

extension SubscriptionKey {
  var documentation: KeyDocumentation {
    switch self {
    case .domain:
      KeyDocumentation(
        "short form: the name of its only domain", .definition("name"),
        example: "boulangerie-martin.fr")
    case .domains:
      KeyDocumentation(
        "long form; more than one is what `several-domains-in-subscription` reports",
        ["type": "array", "items": .definition("domain"), "minItems": 1],
        example: [["name": "agence-exemple.fr", "aliases": ["agence-exemple.com"]]])
    case .name:
      Shared.text("what the subscription is called; its identity", example: "agency-site")
    case .customer:
      Shared.text(
        "the owner; only in the top-level list, since below a customer the owner is clear",
        example: "boulangerie")
    case .pack: Shared.text("the base pack", example: "starter")
    case .addons: KeyDocumentation("add-ons", .definition("names"), example: ["more-disk"])
    case .systemUser:
      Shared.text("the user that owns the files and runs the scripts", example: "boulangerie")
    case .status:
      KeyDocumentation(
        "whether it is in service", HostingSchema.choice(SubscriptionStatus.self),
        default: "active", example: "suspended")
    case .locked: Shared.flag("`true`: later changes to the pack do not reach it")
    case .synchronized:
      Shared.flag(
        "`false`: the server does not provide all that the pack promises", example: false)
    case .created:
      KeyDocumentation("when it was created", .definition("date"), example: "2021-04-12")
    case .expires: KeyDocumentation("when it ends", .definition("date"), example: "2036-06-30")
    case .contact:
      KeyDocumentation(
        "whom to reach: `name` (text), `email` (text), `plesk_access` (boolean: the person needs "
          + "to log in to Plesk)", .definition("contact"),
        example: ["name": "Louise Martin", "email": "louise@boulangerie-martin.fr"])
    case .limits:
      Shared.limits("limits of its own, over the packs'", example: ["databases": 5])
    case .overuse: Shared.overuse("as for a pack")
    case .permissions: Shared.permissions("permissions of its own, over the packs'")
    case .php: Shared.php("version and handler")
    case .usage:
      KeyDocumentation(
        "what it uses now", .definition("usage"),
        example: ["as_of": "2026-11-02", "disk_space": "3.1 GB", "databases": 1])
    case .unknown: Shared.unknown("limits")
    case .dns: Shared.dns("defaults for its domains and aliases")
    case .nameservers: Shared.nameservers("defaults for its domains and aliases")
    case .dnsSync: Shared.flag("defaults for its domains and aliases")
    case .labels: Shared.labels(["project": "site and mail"])
    case .mail: DomainKey.mail.documentation
    case .ssl: DomainKey.ssl.documentation
    case .subdomains: DomainKey.subdomains.documentation
    case .aliases: DomainKey.aliases.documentation
    }
  }
}

extension DomainKey {
  var documentation: KeyDocumentation {
    switch self {
    case .name:
      Shared.name("the domain name; `domain` in the short form", example: "agence-exemple.fr")
    case .dns: Shared.dns("whose name servers it uses")
    case .nameservers:
      Shared.nameservers(
        "those name servers by name, as its registrar delegates it; they decide over `dns`")
    case .dnsSync: Shared.flag("default for its aliases")
    case .mail: Shared.flag("whether its mail service is on")
    case .ssl: Shared.flag("whether it has a certificate")
    case .php: Shared.php("version and handler, where they differ from the subscription's")
    case .subdomains:
      KeyDocumentation(
        "full names: `blog.agence-exemple.fr`", .definition("names"),
        example: ["blog.agence-exemple.fr"])
    case .aliases:
      KeyDocumentation(
        "its other names", HostingSchema.list(of: .definition("alias")),
        example: ["boulangerie-martin.com", ["name": "martin-boulangerie.fr", "mail": true]])
    case .unknown: Shared.unknown("php")
    case .labels: Shared.labels()
    }
  }
}

extension AliasKey {
  var documentation: KeyDocumentation {
    switch self {
    case .name:
      Shared.name("the alias's own domain name", example: "martin-boulangerie.fr")
    case .mode:
      KeyDocumentation(
        "`redirect`: it answers with HTTP 301 to the domain; `same-site`: it serves the domain's "
          + "pages under its own name", HostingSchema.choice(AliasMode.self), default: "redirect",
        example: "redirect")
    case .dnsSync: Shared.flag("whether its DNS zone follows the domain's")
    case .dns: Shared.dns("whose name servers it uses")
    case .nameservers:
      Shared.nameservers("those name servers by name; they decide over `dns`")
    case .mail: Shared.flag("whether it receives the domain's mail")
    case .web: Shared.flag("whether it answers on the web at all")
    case .labels: Shared.labels(["registered": "by the customer"])
    }
  }
}

extension ContactKey {
  var documentation: KeyDocumentation {
    switch self {
    case .name: Shared.text("the person", example: "Louise Martin")
    case .email:
      Shared.text("the address to reach them", example: "louise@boulangerie-martin.fr")
    case .pleskAccess: Shared.flag("whether the person needs to log in to Plesk")
    }
  }
}

extension PHPKey {
  var documentation: KeyDocumentation {
    switch self {
    case .version:
      Shared.text(
        "`\"8.4\"`, in quotes by habit: without them YAML reads a number, and other programs take "
          + "8.10 for 8.1. hostlint takes it as it is written", example: "8.4")
    case .handler:
      Shared.text("how PHP runs: `fpm`, `fastcgi`, `cgi`, `module`", example: "fpm")
    }
  }
}
