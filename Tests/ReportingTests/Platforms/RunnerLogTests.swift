import Diagnostics
import Reporting
import SourceText
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

  @Test(
    "Reports for programs hold no command of a runner that they are printed to",
    arguments: [ReportFormat.json, .sarif, .gitlab, .junit])
  func reports(format: ReportFormat) {
    let file = SourceFile(path: "hosting.yaml", text: Array("domain: ##vso[x]y\n".utf8))
    let texts = ["::add-mask::x has no pack", "##[error]x", "##vso[task.setvariable variable=a]b"]
    let report = FixtureReport.report(
      [file],
      texts.map {
        Diagnostic(
          rule: "a-rule", severity: .error, message: $0, remedy: $0,
          location: SourceLocation(file: FileID(0), range: SourceRange(start: 8, end: 17)),
          entity: $0)
      })
    let text = format.reporter(style: TextStyle(), repositoryRoot: nil).string(report)
    #expect(text.contains("add-mask") && text.contains("vso[task.setvariable"))
    for line in text.split(separator: "\n") {
      #expect(!line.contains("##"), "\(line)")
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
    }
  }
}
