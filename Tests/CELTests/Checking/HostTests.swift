import CEL
import Testing

@Suite("Objects, optional fields and opaque types of a host")
struct HostTests {
  private let fixture = HostFixture()
  private let host = Host()

  init() {
    host.aliases = ["a.example", "b.example", "c.example"]
    host.domains = [
      Host.Domain(name: "example.org", provider: "lrob", owner: 0, aliases: 1..<3)
    ]
  }

  private func show(_ text: String) -> String { fixture.show(text, host) }

  @Test(
    "fields, lists of objects and maps are read",
    arguments: [
      ("domain.name", "example.org"),
      ("self.name == domain.name", "true"),
      ("size(domain.aliases)", "2"),
      ("domain.aliases.map(a, a.name)", "b.example, c.example"),
      ("domain.aliases[1].name", "c.example"),
      ("domain.aliases.exists(a, has(a.mode) && a.mode == 'redirect')", "true"),
      ("domain.labels.team + domain.labels['team']", "webweb"),
      ("has(domain.labels.team) && !has(domain.labels.other)", "true"),
      ("domain == self", "true"),
      ("today > timestamp('2025-12-31T00:00:00Z')", "true"),
      ("'domain ' + domain.name", "domain example.org"),
    ])
  func reads(text: String, expected: String) {
    #expect(show(text) == expected)
  }

  @Test(
    "a guarded optional field is read",
    arguments: [
      "has(domain.dns_provider) && domain.dns_provider == 'lrob'",
      "!has(domain.dns_provider) || domain.dns_provider == 'lrob'",
      "has(self.dns_provider) && domain.dns_provider == 'lrob'",
      "has(domain.dns_provider) ? domain.dns_provider == 'lrob' : false",
      "(!has(domain.dns_provider) ? false : domain.dns_provider == 'lrob')",
      "has(domain.owner) && has(domain.owner.email) && domain.owner.email != ''",
      "domain.?dns_provider.orValue('none') == 'lrob'",
      "domain.?owner.name.orValue('none') == 'ada'",
      "domain.?dns_provider.hasValue() && domain.dns_provider == 'lrob'",
      "[1].all(x, has(domain.owner) && [2].all(y, domain.owner.name == 'ada'))",
      "has(domain.owner) && cel.bind(o, domain.owner, has(o.email) && o.email != '')",
      "has(domain.owner) && true && (has(domain.owner.email) || false) && domain.owner.email != ''",
    ])
  func guarded(text: String) {
    #expect(show(text) == "true")
  }

  @Test(
    "an unguarded optional field is a fault",
    arguments: [
      (
        "domain.dns_provider == 'lrob'",
        "7-19: optional field `dns_provider` of `domain` may be absent here"
      ),
      (
        "has(domain.dns_provider) || domain.dns_provider == ''",
        "35-47: optional field `dns_provider` of `domain` may be absent here"
      ),
      (
        "domain.dns_provider == '' && has(domain.dns_provider)",
        "7-19: optional field `dns_provider` of `domain` may be absent here"
      ),
      ("has(domain.owner.email)", "11-16: optional field `owner` of `domain` may be absent here"),
      (
        "domain.aliases.all(a, a.mode == '')",
        "24-28: optional field `mode` of `alias` may be absent here"
      ),
      (
        "domain.aliases.all(a, has(a.mode)) && domain.aliases.all(a, a.mode == '')",
        "62-66: optional field `mode` of `alias` may be absent here"
      ),
      (
        "(has(domain.owner) || true) && domain.owner.name == ''",
        "38-43: optional field `owner` of `domain` may be absent here"
      ),
    ])
  func unguarded(text: String, fault: String) {
    #expect(fixture.faults(text) == [fault])
  }

  @Test("what a condition guards counts where it is assumed")
  func assumption() throws {
    let condition = "has(domain.dns_provider) && domain.dns_provider != '' && has(domain.owner)"
    let checked = try CheckedExpression.check(condition, fixture.declarations).get()
    #expect(
      fixture.show(
        "self.dns_provider + domain.owner.name", host, assuming: checked.presenceWhenTrue)
        == "lrobada")
    #expect(
      fixture.show("domain.owner.email", host, assuming: checked.presenceWhenTrue)
        == "fault: optional field `email` of `owner` may be absent here")
    let other = try CheckedExpression.check("!has(domain.owner)", fixture.declarations).get()
    #expect(
      fixture.show("domain.owner.name", host, assuming: other.presenceWhenFalse) == "ada")
    #expect(
      fixture.show("domain.owner.name", host, assuming: other.presenceWhenTrue)
        == "fault: optional field `owner` of `domain` may be absent here")
  }

  @Test("a field that holds what it should not is an error, not a crash")
  func unfit() throws {
    var declarations = Declarations()
    let thing = declarations.declareObject("thing")
    declarations.addField(Field("name", .string) { _, _ in .int(7) }, to: thing)
    declarations.addField(Field("size", .int) { _, _ in .absent }, to: thing)
    let slot = declarations.declareVariable("thing", type: .object("thing"))
    let context = EvaluationContext(declarations)
    context.set(slot, .object(thing, 0))
    for (text, message) in [
      ("thing.name.startsWith('a')", "field `name` should hold string, and holds int"),
      ("thing.size + 1", "no such field: `size` is absent"),
    ] {
      let value = try CheckedExpression.check(text, declarations).get().compile()
        .evaluate(context)
      #expect(context.errorMessage(value) == message)
    }
  }

  @Test("has() of an absent field is false")
  func absent() {
    host.domains[0].provider = nil
    #expect(show("has(domain.dns_provider)") == "false")
    #expect(show("domain.?dns_provider.orValue('none')") == "none")
    #expect(show("domain.?dns_provider.hasValue()") == "false")
  }

  @Test(
    "unknown propagates, and a decided condition wins over it",
    arguments: [
      ("has(domain.dns_provider)", "unknown"),
      ("domain.?dns_provider.orValue('') == ''", "unknown"),
      ("has(domain.dns_provider) && false", "false"),
      ("true || has(domain.dns_provider)", "true"),
      ("has(domain.dns_provider) || false", "unknown"),
      ("1 / 0 == 1 && has(domain.dns_provider)", "unknown"),
      ("[1].all(x, has(domain.dns_provider))", "unknown"),
      ("has(domain.dns_provider) ? 1 : 2", "unknown"),
      ("[has(domain.dns_provider)]", "unknown"),
    ])
  func unknown(text: String, expected: String) {
    host.domains[0].isUnknown = true
    #expect(show(text) == expected)
  }

  @Test(
    "amounts compare, add and print",
    arguments: [
      ("domain.size < 6 && domain.size <= 5u && domain.size > 4.5 && domain.size == 5", "true"),
      ("6 > domain.size && 5 == domain.size && domain.size != 6", "true"),
      ("domain.size + domain.size", "10 B"),
      ("domain.size + 1 + domain.size", "11 B"),
      ("string(domain.size) + '!'", "5 B!"),
      ("domain.size + 1000", "error: the sum is too large"),
      ("[domain.size + 1, domain.size].sort()", "5 B, 6 B"),
    ])
  func amounts(text: String, expected: String) {
    #expect(show(text) == expected)
  }

  @Test("an amount agrees with numbers only as declared")
  func amountFaults() {
    #expect(
      fixture.faults("domain.size == 'big'") == [
        "0-20: `==` compares values of one type, found quantity and string"
      ])
    #expect(
      fixture.faults("domain.size * 2") == [
        "0-15: `*` cannot be applied to quantity and int"
      ])
  }

  @Test("a field function does not read its field")
  func fieldFunction() {
    host.domains[0].provider = nil
    #expect(show("origin(domain.dns_provider)") == "0/0/1")
    #expect(
      fixture.faults("origin(domain.owner.email)") == [
        "14-19: optional field `owner` of `domain` may be absent here"
      ])
    #expect(
      fixture.faults("origin('x')") == [
        "7-10: `origin` needs a field of an object, `origin(object.field)`"
      ])
  }

  @Test("a place names its field without reading it")
  func selection() throws {
    let text = "domain.dns_provider"
    let checked = try CheckedExpression.check(text, fixture.declarations, use: .place).get()
    guard case .field(let operand, let object, let field) = checked.selection else {
      Issue.record("no field: \(checked.selection)")
      return
    }
    #expect(object == fixture.domainType)
    #expect(fixture.declarations.object(object)?.field(field)?.name == "dns_provider")
    #expect(operand.compile().evaluate(fixture.context(host)).asObject == 0)
    guard case .variable(let name, let slot) = operand.selection else {
      Issue.record("no variable")
      return
    }
    #expect(name == "domain")
    #expect(slot == fixture.domain)
  }

  @Test("interned strings and programs outlive a reset")
  func reset() throws {
    let program = try CheckedExpression.check(
      "domain.name == 'example.org' && domain.name + '!' == 'example.org!'",
      fixture.declarations
    ).get().compile()
    let context = fixture.context(host)
    let name = context.intern("example.org")
    for _ in 0..<3 {
      #expect(program.evaluate(context).asBool == true)
      context.reset()
    }
    #expect(context.text(name) == "example.org")
    #expect(context.text(context.intern("example.org")) == "example.org")
  }

  @Test("a program runs on several threads")
  func threads() async throws {
    let program = try CheckedExpression.check(
      "domain.aliases.map(a, a.name + '!').join(',')", fixture.declarations
    ).get().compile()
    let fixture = fixture
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let host = Host()
          host.aliases = ["a", "b"]
          host.domains = [Host.Domain(name: "x", aliases: 0..<2)]
          let context = fixture.context(host)
          return context.display(program.evaluate(context))
        }
      }
      for await text in group { #expect(text == "a!,b!") }
    }
  }

  @Test(
    "the end of a hole in a message",
    arguments: [
      ("a {domain.name} b", 3, 14),
      ("{ {'k': '}'}.k }", 1, 15),
      ("{a // }\n}", 1, 8),
      ("{'''}'''}", 1, 8),
      ("{#}", 1, 2),
    ])
  func interpolation(text: String, start: Int, end: Int) {
    #expect(Lexer.endOfInterpolation(in: Array(text.utf8), from: start) == end)
  }

  @Test("a hole that is never closed has no end")
  func openInterpolation() {
    #expect(Lexer.endOfInterpolation(in: Array("{domain.name".utf8), from: 1) == nil)
  }
}
