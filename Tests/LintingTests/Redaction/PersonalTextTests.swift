import Testing

@testable import Linting

@Suite("Personal text")
struct PersonalTextTests {
  @Test(arguments: [
    ("write to a@b.fr", "write to ********"), ("(a.b+c@d-e.fr).", "(********)."),
    ("customer/a@b.fr", "customer/********"), ("`é.x@é.fr`", "`********`"),
    ("root@localhost, a@b", "********, ********"), ("a@b@c", "********"),
    ("\"a b\"@c.fr x", "******** x"), ("mailto:a@b.fr?x", "mailto:********?x"),
    // No address: nothing before or behind the sign.
    ("@a", "@a"), ("a@ b", "a@ b"), ("@", "@"), ("a @ b", "a @ b"), ("", ""),
  ])
  func addresses(text: String, expected: String) {
    let personal = PersonalText(names: []) { _ in false }
    #expect(personal.masked(text) == expected)
  }

  @Test(arguments: [
    ("for Jean Dupont, please", "for ********, please"), ("JEAN  dupont", "********"),
    ("Jean Dupont.", "********."), ("`Jean Dupont`: x", "`********`: x"), ("É. Roy", "********"),
    ("Jean Dupont's", "********'s"), ("Chez Lulu", "********"), ("Jean Dupont…", "********…"),
    ("Dupond", "********"),
    // Another name, part of a word or of a domain, or an ordinary word.
    ("Jean Dupontel", "Jean Dupontel"), ("Jean-Dupont", "Jean-Dupont"), ("dupond", "dupond"),
    ("Dupond.fr", "Dupond.fr"), ("www.Dupond", "www.Dupond"), ("Jean", "Jean"), ("Li", "Li"),
    ("public", "public"),
  ])
  func names(text: String, expected: String) {
    let personal = PersonalText(
      names: ["Jean Dupont", "Dupond", "É. Roy", "  (Chez\nLulu", "Li", "public", "", "- "]
    ) { $0 == "public" }
    #expect(personal.masked(text) == expected)
  }

  @Test("Identities keep names")
  func identities() {
    let personal = PersonalText(names: ["Dupond"]) { _ in false }
    #expect(personal.masked("customer/Dupond", onlyAddresses: true) == "customer/Dupond")
    #expect(personal.masked("customer/Dupond") == "customer/********")
  }
}
