import Diagnostics
import Foundation
import SourceText
import Testing

@testable import RuleEngine

/// Faults of rule files: each is one finding at the exact token, with what to do about it.
@Suite("Faults of rule files")
struct RuleFileFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let title: String
    let rule: String
    let message: String
    let help: String

    var testDescription: String { title }

    init(_ title: String, _ rule: String, _ message: String, _ help: String = "") {
      self.title = title
      self.rule = rule
      self.message = message
      self.help = help
    }
  }

  /// A rule file that is right, with further lines.
  private static func rule(
    id: String = "id: short-name", title: String = "title: A name is long",
    kinds: String = "applies-to: subscription",
    check: String = "check: size(subscription.name) > 3",
    message: String = "message: 'short'", _ more: String = ""
  ) -> String {
    [id, title, kinds, check, message, more].filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  static let ofKeys = [
    Fault(
      "a misspelt key", rule("«sevrity»: error"), "`sevrity` is not a key of a rule",
      "Did you mean `severity`?"),
    Fault(
      "a key from elsewhere", rule("«xyzzy»: 1"), "`xyzzy` is not a key of a rule", "Known keys"),
    Fault("a severity that does not exist", rule("severity: «fatal»"), "fatal", "error"),
    Fault("a misspelt severity", rule("severity: «eror»"), "eror", "Did you mean `error`?"),
    Fault(
      "a kind that does not exist", rule(kinds: "applies-to: «subscriptions»"), "subscriptions",
      "Did you mean `subscription`?"),
    Fault(
      "a kind twice", rule(kinds: "applies-to: [subscription, «subscription»]"), "stands twice"),
    Fault(
      "a change beside an entity",
      rule(
        kinds: "applies-to: «[subscription, change]»", check: "check: 'true'"),
      "`change` stands alone", "a rule of its own"),
    Fault("an id in capitals", rule(id: "id: «ShortName»"), "`ShortName`", "hyphens"),
    Fault("an id with a blank", rule(id: "id: «short name»"), "`short name`", "hyphens"),
    Fault("no id", rule(id: "", title: "«title»: A name is long"), "the rule has no `id`"),
    Fault("no title", rule(id: "«id»: a", title: ""), "the rule has no `title`"),
    Fault("no check", rule(id: "id: «short-name»", check: ""), "the rule has no `check`"),
    Fault("no message", rule(id: "id: «short-name»", message: ""), "the rule has no `message`"),
    Fault("no kind", rule(id: "id: «short-name»", kinds: ""), "the rule has no `applies-to`"),
    Fault("a check without a value", rule(check: "«check»:"), "`check` has no value"),
    Fault("a check that is a list", rule(check: "check: «[1, 2]»"), "`check` must be text"),
    Fault("a flag that is text", rule("enabled: «perhaps»"), "expected `true` or `false`"),
    Fault("tags that are no list", rule("tags: «dns»"), "`tags` must be a list"),
    Fault("a related place that is text", rule("related:\n  - «subscription»"), "mapping"),
    Fault(
      "a related place without one", rule("related:\n  - «label: here»"), "no `at`", "Add `at:`"),
    Fault(
      "each without as", rule("related:\n  - «each»: subscription.domains\n    at: subscription"),
      "`each` and `as` go together"),
    Fault(
      "a misspelt key of a related place",
      rule("related:\n  - at: subscription\n    «lable»: here"), "`lable`", "Did you mean `label`?"),
    Fault(
      "a parameter without a default", rule("params:\n  «most»: { type: int }"), "`most`", "int"),
    Fault(
      "a parameter of an unknown type",
      rule("params:\n  most: { type: «integer», default: 1 }"), "integer"),
    Fault(
      "a default of another type", rule("params:\n  most: { type: int, default: «many» }"),
      "the default of `most` must be a whole number such as 3"),
    Fault("an id that is a word for a value", rule(id: "id: «'null'»"), "does not read it as text"),
    Fault("an id that is a number", rule(id: "id: «12»"), "does not read it as text"),
    Fault("an id that is a word for false", rule(id: "id: «off»"), "a word for true or false"),
    Fault("an id that selects rules", rule(id: "id: «all»"), "selects every rule"),
    Fault("an id that is an area", rule(id: "id: «dns»"), "the name of an area"),
    Fault("an empty title", rule(title: "title: «''»"), "`title` is empty"),
    Fault("an empty message", rule(message: "message: «' '»"), "`message` is empty"),
    Fault(
      "a parameter that no condition can read",
      rule("params:\n  «most-sites»: { type: int, default: 1 }"), "`most-sites` cannot be", "`_`"),
    Fault(
      "a default that is no number", rule("params:\n  most: { type: double, default: «.nan» }"),
      "the default of `most` must be a number"),
    Fault(
      "a default that is endless", rule("params:\n  most: { type: double, default: «.inf» }"),
      "the default of `most` must be a number"),
    Fault(
      "a default below the minimum",
      rule("params:\n  most: { type: int, minimum: 2, default: «1» }"), "must be 2 or more"),
    Fault(
      "a default above the maximum",
      rule("params:\n  most: { type: quantity, minimum: 1, maximum: 5 GB, default: «6 GB» }"),
      "must be from 1 B to 5 GB"),
    Fault(
      "a default that is none of the values",
      rule("params:\n  a: { type: string, values: [one, two], default: «tow» }"),
      "cannot be `tow`", "Did you mean `two`?"),
    Fault(
      "a minimum above the maximum",
      rule("params:\n  most: { type: int, minimum: «5», maximum: 1, default: 3 }"),
      "the minimum of `most` must be 1 or less"),
    Fault(
      "texts that are none", rule("params:\n  a: { type: string, «values»: [], default: b }"),
      "`values` names no text"),
    Fault(
      "bounds of a text", rule("params:\n  a: { type: string, «minimum»: 1, default: b }"),
      "has no `minimum`"),
    Fault(
      "a bound of another type",
      rule("params:\n  a: { type: int, maximum: «many», default: 1 }"),
      "`maximum` must be a whole number"),
    Fault(
      "an example without a title", rule("examples:\n  - «hosting: ''»"),
      "this example has no `title`"),
    Fault(
      "an example in two ways",
      rule("examples:\n  - { title: a, hosting: '', «files»: { a.yaml: '' } }"),
      "`hosting` or `files`, not both"),
    Fault(
      "an example without a file", rule("examples:\n  - «title: nothing»"),
      "this example has no hosting file", "`hosting:`"),
    Fault(
      "an example on no day",
      rule("examples:\n  - { title: a, today: «2026-02-30», hosting: '' }"), "`today` is no date"),
    Fault(
      "an example with a parameter that is not there",
      rule(
        "params: { most: { type: int, default: 1 } }\nexamples:\n"
          + "  - { title: a, params: { «mots»: 2 }, hosting: '' }"), "`mots`",
      "Did you mean `most`?"),
    Fault("a duplicate key", rule("«title»: again"), "title"),
    Fault("broken YAML", rule("tags: «[»a, b"), "never closed"),
    Fault(
      "a hosting file", "«hosting»: 1\nreseller: { login: a }\ncustomers: []\n",
      "this is a hosting file, and no rule"),
    Fault("a list", "«- id: a»\n", "one mapping"),
    Fault("two rules in one file", rule() + "---\n«id: b»\n", "one mapping"),
  ]

  static let ofExpressions = [
    Fault(
      "an unknown field", rule(check: "check: subscription.«pakc» == 'a'"), "pakc",
      "Did you mean `pack`?"),
    Fault(
      "an unknown variable", rule(check: "check: «subscripton».name == 'a'"), "subscripton",
      "Did you mean `subscription`?"),
    Fault(
      "an optional field that nothing guards",
      rule(check: "check: subscription.«system_user» == 'a'"), "system_user", "has("),
    Fault(
      "an optional field that `when` guards elsewhere",
      rule(
        "when: has(subscription.pack)\nat: subscription.system_user\n"
          + "remedy: 'Change {subscription.«system_user»}.'"), "system_user", "has("),
    Fault(
      "two types that do not add up", rule(check: "check: «subscription.name + 1» == 'a'"),
      "string and int"),
    Fault("a check that is no condition", rule(check: "check: «subscription.name»"), "bool"),
    Fault(
      "a pattern that is none", rule(check: "check: subscription.name.matches(«'['»)"),
      "no regular expression"),
    Fault(
      "a constant pattern that is none", rule(check: "check: '\"a\".matches(«\"[\"»)'"),
      "no regular expression"),
    Fault(
      "parentheses without an end",
      rule(
        check:
          "check: \(String(repeating: "(", count: 200))«(»\(String(repeating: "(", count: 2800))"),
      "nested more than 200 levels"),
    Fault(
      "many signs", rule(check: "check: \"!«\(String(repeating: "!", count: 201))»!true\""),
      "nested more than 200 levels"),
    Fault("two parentheses that are not closed", rule(check: "check: ((true«»"), "expected `)`"),
    Fault(
      "no expression", rule(check: "check: size(subscription.name) >«»"),
      "the end of the expression"),
    Fault(
      "an unknown function", rule(check: "check: «sise»(subscription.name) > 3"), "sise", "size"),
    Fault(
      "the wrong number of arguments", rule(check: "check: «size»(subscription.name, 1) > 3"),
      "2 arguments"),
    Fault(
      "a parameter that is not declared",
      rule(check: "check: size(subscription.name) > params.«most»"), "most"),
    Fault("a place that is none", rule("at: «size(subscription.name)»"), "field or an entity"),
    Fault("a place that does not exist", rule("at: subscription.«pakc»"), "pakc", "`pack`"),
    Fault(
      "each that is no list",
      rule("related:\n  - { each: «subscription.name», as: x, at: subscription }"), "list"),
    Fault(
      "a name of another kind's entity",
      rule(kinds: "applies-to: [domain, alias]", check: "check: «domain».name != ''"), "domain"),
    Fault(
      "a field that only one of two kinds has",
      rule(kinds: "applies-to: [domain, alias]", check: "check: self.«subdomains» == []"),
      "subdomains"),
    Fault(
      "a brace that is not closed", rule(message: "message: 'short «{»name'"), "not closed", "{{"),
    Fault(
      "a hole with an unknown field", rule(message: "message: 'short {subscription.«nmae»}'"),
      "nmae", "`name`"),
    Fault("an empty hole", rule(message: "message: 'short {«»}'"), "found nothing"),
    Fault(
      "a label with an unknown field",
      rule("related:\n  - { at: subscription, label: 'x {subscription.«nmae»}' }"), "nmae"),
    Fault(
      "a remedy with an unknown field", rule("remedy: 'Change {subscription.«nmae»}.'"), "nmae"),
  ]

  /// One fault in every way that YAML has to write the expression.
  static let inEveryStyle = [
    ("plain", "check: subscription.«nmae» != ''"),
    ("plain, behind letters of several bytes", "check: \"'é🐝' != subscription.«nmae»\""),
    ("plain over two lines", "check: size(subscription.name) > 3 &&\n  subscription.«nmae» != ''"),
    ("single quotes", "check: 'subscription.«nmae» != \"\"'"),
    ("single quotes, doubled before", "check: '''a'' != subscription.«nmae»'"),
    (
      "single quotes over two lines",
      "check: 'size(subscription.name) > 3\n\n  && subscription.«nmae» != \"\"'"
    ),
    ("double quotes", "check: \"subscription.«nmae» != ''\""),
    ("double quotes, escapes before", "check: \"\\\"a\\x62\\u00e9\\t\\\" != subscription.«nmae»\""),
    (
      "double quotes over two lines",
      "check: \"size(subscription.name) > 3 \\\n  && subscription.«nmae» != ''\""
    ),
    ("a literal block", "check: |\n  size(subscription.name) > 3\n  && subscription.«nmae» != ''"),
    (
      "a literal block with deeper lines",
      "check: |-\n    size(subscription.name) > 3\n      && subscription.«nmae» != ''"
    ),
    ("a folded block", "check: >-\n  size(subscription.name) > 3\n  && subscription.«nmae» != ''"),
    (
      "a folded block with an empty line and an indicator",
      "check: >1-\n  size(subscription.name) > 3\n\n  && subscription.«nmae» != ''"
    ),
  ].map { Fault($0.0, rule(check: $0.1), "nmae", "`name`") }

  @Test(arguments: ofKeys + ofExpressions + inEveryStyle)
  func isOneErrorAtItsToken(fault: Fault) {
    expect(fault, MarkedRule(fault.rule))
  }

  @Test("CR LF and a byte-order mark move nothing", arguments: ofExpressions + inEveryStyle)
  func inOtherBytes(fault: Fault) {
    expect(
      fault,
      MarkedRule(
        "\u{FEFF}"
          + fault.rule.split(separator: "\n", omittingEmptySubsequences: false).joined(
            separator: "\r\n")))
  }

  private func expect(_ fault: Fault, _ rule: MarkedRule) {
    let errors = rule.errors()
    #expect(errors.count == 1, "\(errors.map(\.message))")
    for error in errors {
      let source = SourceFile(path: "a", text: Array(rule.text.utf8))
      #expect(
        error.location.range == rule.marked,
        "\(error.message): `\(source.string(in: error.location.range))` \(source.position(of: error.location.range.start))"
      )
      #expect(error.message.contains(fault.message), "\(error.message)")
      #expect(
        "\(error.message) \(error.remedy)".localizedCaseInsensitiveContains(fault.help)
          || fault.help.isEmpty, "\(error.message) \(error.remedy)")
      #expect(!error.message.hasSuffix("."), "\(error.message)")
      #expect(error.severity == .error)
      #expect(["invalid-rule", "yaml-syntax", "duplicate-key"].contains(error.rule))
    }
  }

  @Test("What the faults are made from is a rule without one")
  func nearMiss() {
    #expect(MarkedRule(Self.rule()).errors() == [])
    #expect(
      MarkedRule(
        Self.rule(
          "when: has(subscription.system_user)\nat: subscription.system_user\n"
            + "remedy: 'Change {subscription.system_user}.'")
      ).errors() == [])
    #expect(
      MarkedRule(
        Self.rule(check: "check: '!has(subscription.pack) || subscription.pack.name != \"\"'")
      )
      .errors() == [])
  }

  @Test("All faults of a file are found, not the first one alone")
  func several() {
    let errors = MarkedRule(
      Self.rule(
        check: "check: subscription.nmae == ''", message: "message: '{subscription.pakc} {x}'",
        "at: subscription.usr")
    ).errors()
    #expect(errors.count == 4, "\(errors.map(\.message))")
  }

  @Test("A fault for each of several kinds is one fault")
  func severalKinds() {
    let errors = MarkedRule(
      Self.rule(kinds: "applies-to: [domain, alias]", check: "check: self.nmae == ''")
    ).errors()
    #expect(errors.count == 1)
  }

  @Test("Two rules of one id: the second is at fault, and the first is shown")
  func duplicateID() throws {
    let files = try ["a", "b"].enumerated().map { index, name in
      let source = SourceFile(path: "policy/\(name).yaml", text: Array(Self.rule().utf8))
      let (file, errors) = RuleFileReader.read(
        source, id: FileID(UInt32(index)), area: "policy")
      try #require(errors.isEmpty)
      return file
    }
    let errors = RuleSet.load(files).errors
    #expect(errors.count == 1)
    let error = try #require(errors.first)
    #expect(error.message.contains("short-name"))
    #expect(error.location.file == FileID(1))
    #expect(error.location.range == SourceRange(start: 4, end: 14))
    #expect(error.related.map(\.location.file) == [FileID(0)])
  }

  @Test("A rule about reading needs no check, in its own folder alone")
  func readingRule() {
    let text = "id: yaml-syntax\ntitle: The file is YAML\n"
    #expect(MarkedRule(text).errors(area: "reading") == [])
    #expect(MarkedRule(text).errors(area: "policy").count == 3)
  }
}
