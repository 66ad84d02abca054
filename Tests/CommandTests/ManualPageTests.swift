import Foundation
import TestSupport
import Testing

/// docs/hostlint.1, the manual page.
@Suite("Manual page")
struct ManualPageTests {
  /// A command as `--experimental-dump-help` describes it.
  private struct Description: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let names: [Name]?
      let shouldDisplay: Bool
    }
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Description]?
    let shouldDisplay: Bool
  }

  private struct Help: Decodable {
    let command: Description
  }

  private static let help = Result { try Command.run(["--experimental-dump-help"]).stdout }
  private static let page = Repository.root.appending(path: "docs/hostlint.1")

  private static func text() throws -> String { try String(contentsOf: page, encoding: .utf8) }

  /// A tool, where it is installed.
  private static func isInstalled(_ tool: String) -> Bool {
    ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  private static func run(_ arguments: [String]) throws -> Program.Result {
    try Program.run(
      URL(filePath: "/usr/bin/env"), arguments,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
  }

  private static func isNamed(_ option: String, in text: String) -> Bool {
    text.matches(of: /Fl -([a-z-]+)/).contains { $0.output.1 == option }
  }

  @Test("It names every command and every option")
  func isComplete() throws {
    let text = try Self.text()
    let help = try JSONDecoder().decode(Help.self, from: Data(try Self.help.get().utf8))
    let commands = (help.command.subcommands ?? []).filter {
      $0.shouldDisplay && $0.commandName != "help"
    }
    #expect(commands.count > 8)
    let items = Set(text.matches(of: /\n\.It (?:Fl \w , )?Fl -([a-z-]+)/).map { $0.output.1 })
    for command in commands {
      let name = command.commandName
      let section = try #require(
        text.components(separatedBy: "\n.Ss hostlint \(name)\n").dropFirst().first,
        "no command \(name)"
      ).components(separatedBy: "\n.S")[0]
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        for option in argument.names ?? [] where option.kind == "long" {
          let isNamed = Self.isNamed(option.name, in: section)
          #expect(isNamed, "\(name) --\(option.name)")
          #expect(items.contains(option.name[...]), "--\(option.name) is not described")
        }
      }
    }
    for section in ["ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"] {
      #expect(text.contains("\n.Sh \(section)\n"))
    }
    for status in 0...3 { #expect(text.contains("\n.It \(status)\n")) }
  }

  @Test(
    "It is what the help says now", .enabled(if: isInstalled("python3"), "there is no Python"))
  func isCurrent() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.help.get(), to: "help.json")
    let script = Repository.root.appending(path: "scripts/manual-page").path
    let result = try Self.run([
      "sh", "-c", "python3 '\(script)' < '\(folder.url.path)/help.json'",
    ])
    #expect(result.stderr == "")
    let isCurrent = try Self.text() == result.stdout
    #expect(isCurrent, "docs/hostlint.1 is out of date: run `make docs`")
  }

  @Test("groff has nothing against it", .enabled(if: isInstalled("groff"), "there is no groff"))
  func groff() throws {
    let result = try Self.run(["groff", "-mdoc", "-Tutf8", "-ww", "-z", Self.page.path])
    #expect(result == Program.Result(status: 0, stdout: "", stderr: ""))
  }

  @Test("mandoc has nothing against it", .enabled(if: isInstalled("mandoc"), "there is no mandoc"))
  func mandoc() throws {
    let result = try Self.run(["mandoc", "-Tlint", Self.page.path])
    #expect(result == Program.Result(status: 0, stdout: "", stderr: ""))
  }

  @Test("`make install` puts program, page and completions in place, `make uninstall` removes them")
  func install() throws {
    let folder = try TemporaryFolder()
    func make(_ target: String) throws -> Program.Result {
      try Self.run([
        "make", target, "BINARY=\(Command.executable.path)", "DESTDIR=\(folder.url.path)",
        "PREFIX=/usr",
      ])
    }
    func files() -> [String] {
      let paths = FileManager.default.enumerator(atPath: folder.url.path)?
        .compactMap { $0 as? String }
      return (paths ?? []).filter { path in
        var isFolder: ObjCBool = false
        let path = folder.url.appending(path: path).path
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }.sorted()
    }
    let installed = try make("install-files")
    #expect(installed.status == 0, "\(installed.stderr)")
    #expect(
      files() == [
        "usr/bin/hostlint", "usr/share/bash-completion/completions/hostlint",
        "usr/share/fish/vendor_completions.d/hostlint.fish", "usr/share/man/man1/hostlint.1",
        "usr/share/zsh/site-functions/_hostlint",
      ])
    for path in files().filter({ $0.contains("completion") || $0.contains("zsh") }) {
      let text = try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
      #expect(text.contains("fail-on"), "\(path)")
    }
    let bash = folder.url.appending(path: "usr/share/bash-completion/completions/hostlint").path
    #expect(try Self.run(["bash", "-n", bash]).status == 0)
    let removed = try make("uninstall")
    #expect(removed.status == 0, "\(removed.stderr)")
    #expect(files() == [])
  }
}
