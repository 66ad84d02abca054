import Reporting
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain text, [brackets] and \\ stay", "plain text, [brackets] and \\ stay"),
    ("été 株式会社 🙂 stay", "été 株式会社 🙂 stay"),
    ("e\u{301}", "e\u{301}"),
    ("\u{1B}[31mred", #"\u{1b}[31mred"#),
    ("a\nb\tc\rd\0e\u{7F}", #"a\nb\tc\rd\u{0}e\u{7f}"#),
    ("\u{9B}31m", #"\u{9b}31m"#),
    ("abc\u{202E}def\u{2066}g\u{2069}", #"abc\u{202e}def\u{2066}g\u{2069}"#),
    ("exam\u{200B}ple\u{200D}\u{FEFF}\u{AD}", #"exam\u{200b}ple\u{200d}\u{feff}\u{ad}"#),
    ("\u{2028}\u{2029}\u{3164}\u{E0041}", #"\u{2028}\u{2029}\u{3164}\u{e0041}"#),
    ("❤\u{FE0F}", "❤"),
    ("a\u{FE0F}", #"a\u{fe0f}"#),
  ])
  func makesInvisibleCharactersVisible(text: String, expected: String) {
    #expect(TerminalText.sanitised(text) == expected)
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("株式", 4), ("ﾊﾝｶｸ", 4),
    ("ＡＢ", 4), ("🙂", 2), ("🇫🇷", 2), ("❤", 1), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("\u{20000}", 2), ("…", 1), ("אב", 2),
  ])
  func measuresColumns(text: String, width: Int) {
    #expect(TerminalText.displayWidth(of: text) == width)
    #expect(TerminalText.displayWidth(of: text.unicodeScalars) == width)
  }
}
