internal import Randomness

/// Names of made-up people, companies and sites.
enum Words {
  private static let trades = [
    "boulangerie", "fleuriste", "garage", "librairie", "menuiserie", "traiteur", "savonnerie",
    "plomberie", "coiffure", "epicerie", "brasserie", "poterie", "imprimerie", "cordonnerie",
    "pharmacie", "horlogerie", "couture", "cabinet", "atelier", "studio", "gite", "ferme",
  ]
  /// Trades with letters beyond ASCII.
  private static let accented = ["pâtisserie", "crêperie", "hôtellerie", "bücherei"]
  private static let families = [
    "martin", "bernard", "dubois", "thomas", "robert", "richard", "petit", "durand", "leroy",
    "moreau", "simon", "laurent", "lefebvre", "michel", "garcia", "david", "bertrand", "roux",
    "vincent", "fournier", "morel", "girard", "andre", "mercier", "blanc", "guerin", "boyer",
  ]
  private static let givenNames = [
    "Louise", "Claire", "Hélène", "Åsa", "Jean", "Marc", "Sofia", "Paul", "Inès", "Nora", "Théo",
    "Agnès", "Luc", "Anna", "Karim", "Emma", "Hugo", "Zoé", "Ivan", "Maud",
  ]
  private static let endings = ["fr", "fr", "fr", "com", "eu", "net", "org", "be", "ch", "lu"]
  static let otherEndings = ["com", "net", "eu", "org", "info", "biz", "shop", "site"]
  static let mailboxes = ["contact", "bonjour", "info", "accueil", "direction", "mail"]
  static let subdomains = ["blog", "shop", "app", "api", "intranet", "dev", "static", "docs"]
  static let notes = [
    "site and mail", "redesign in spring", "workshops", "handed over by another agency",
    "à relancer", "mail stays with the old provider",
  ]
  static let registrars = [
    ["dns1.registrar-exemple.net", "dns2.registrar-exemple.net"],
    ["ns10.dns-exemple.org", "ns11.dns-exemple.org", "ns12.dns-exemple.org"],
    ["a.ns.domaines-exemple.fr", "b.ns.domaines-exemple.fr"],
  ]

  /// A site that no other number has.
  struct Site {
    let company: String
    /// Without its ending: `boulangerie-martin-12`.
    let stem: String
    /// `martin-boulangerie-12`, for aliases.
    let turned: String
    /// `boulangerie-martin-12.fr`.
    let name: String
    /// A name of plain ASCII that stands for the same site, to be part of an address.
    let asciiName: String
    let ending: String
  }

  static func site(_ index: Int, seed: UInt64) -> Site {
    var random = SeededGenerator(seed: seed ^ 0x5174, of: UInt64(index))
    let plain = random.pick(trades)
    let family = random.pick(families)
    let ending = random.pick(endings)
    let trade = random.chance(20) ? random.pick(accented) : plain
    let company = "\(capitalized(trade)) \(capitalized(family))"
    return Site(
      company: company, stem: "\(trade)-\(family)-\(index)", turned: "\(family)-\(plain)-\(index)",
      name: "\(trade)-\(family)-\(index).\(ending)",
      asciiName: "\(plain)-\(family)-\(index).\(ending)", ending: ending)
  }

  static func person(_ random: inout SeededGenerator) -> String {
    "\(random.pick(givenNames)) \(capitalized(random.pick(families)))"
  }

  /// The login of a customer.
  static func login(_ index: Int) -> String {
    "\(families[index % families.count])\(index)"
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
