import Testing

@Suite("Regular expressions that ignore case")
struct PatternFoldingTests {
  /// The pattern as a constant, where it becomes a table, and as a value.
  private func matches(_ text: String, _ pattern: String) -> [String] {
    [
      evaluate("r'''\(text)'''.matches(r'''\(pattern)''')"),
      evaluate("cel.bind(p, [r'''\(pattern)'''], r'''\(text)'''.matches(p[0]))"),
    ]
  }

  /// Characters that fold to the same; all of them, from Unicode's CaseFolding.txt.
  @Test(
    "each character matches all that fold to the same",
    arguments: [
      "sSſ", "kK\u{212A}", "σςΣ", "µμΜ", "ßẞ", "Ωω\u{2126}", "ǆǅǄ", "ǳǲǱ", "åÅ\u{212B}", "θϑΘϴ",
      "ιΙ\u{345}\u{1FBE}", "ṡṠẛ", "ᾀᾈ", "ᾳᾼ", "\u{390}\u{1FD3}", "ﬅﬆ", "ꭰᎠ", "აᲐ", "вВᲀ", "𐐨𐐀",
      "𞤢𞤀",
      "ⅷⅧ", "ａＡ",
    ])
  func orbit(of characters: String) {
    let scalars = characters.unicodeScalars.map(String.init)
    for pattern in scalars {
      for text in scalars {
        #expect(matches(text, "(?i)^\(pattern)$") == ["bool true", "bool true"])
        #expect(matches(text, "(?i)^[\(pattern)-\(pattern)]$") == ["bool true", "bool true"])
        #expect(matches(text, "(?i)^[^\(pattern)]$") == ["bool false", "bool false"])
      }
    }
  }

  @Test(
    "characters that fold to another are not matched",
    arguments: [
      ("ı", "i"), ("İ", "i"), ("I", "ı"), ("ss", "ß"), ("ff", "ﬀ"), ("t", "s"), ("ŋ", "ŉ"),
    ])
  func others(text: String, pattern: String) {
    #expect(matches(text, "(?i)^\(pattern)$") == ["bool false", "bool false"])
  }

  @Test("ranges and named classes are folded, what they exclude too")
  func classes() {
    for pattern in ["[a-z]", "\\w", "[[:lower:]]", "\\p{Ll}", "[\\p{Lu}]", "[^\\W]", "[h-t]"] {
      for text in ["ſ", "\u{212A}", "K"] {
        #expect(matches(text, "(?i)^\(pattern)$") == ["bool true", "bool true"])
      }
    }
    for pattern in ["[^a-z]", "\\W", "[[:^lower:]]", "\\P{Ll}", "[\\P{Lu}]", "[a-j]"] {
      for text in ["ſ", "\u{212A}", "K"] {
        #expect(matches(text, "(?i)^\(pattern)$") == ["bool false", "bool false"])
      }
    }
    #expect(matches("ſ", "^[a-z]$") == ["bool false", "bool false"])
  }
}
