import Reporting
import Testing

@Suite struct RunnerLogTests {
  @Test(arguments: [
    ("::error::x\n", ":\u{200B}:error::x\n"), ("a\n  ::error::x", "a\n  :\u{200B}:error::x"),
    ("\r\n\t::x", "\r\n\t:\u{200B}:x"), ("a ##[error]b", "a #\u{200B}#[error]b"),
    ("##vso[task.x]", "#\u{200B}#vso[task.x]"),
    // What stands within a line is no command, nor is a comment.
    ("a ::error::x\n", "a ::error::x\n"), ("1 | ## [x] #[y]\n", "1 | ## [x] #[y]\n"), ("", ""),
  ])
  func breaksCommands(text: String, expected: String) {
    #expect(String(decoding: RunnerLog.neutralised(Array(text.utf8)), as: UTF8.self) == expected)
  }
}
