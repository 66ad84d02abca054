import ArgumentParser
import Linting
import Reporting

/// `hostlint init`: writes the files that an account is described in.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a hosting file to fill in, and a configuration.",
    discussion: """
      Writes hosting.yaml, a commented start whose empty values are yours to fill in, and \
      .hostlint.yaml, which says how the folder is checked. A file that is there already is \
      left as it is.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folder to write to; made if missing. Default: the working directory.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  func run() throws {
    let files = try Hostlint.attempt(reportingIn: .auto) { () throws(RunFailure) in
      try StartingFiles.write(to: folder)
    }
    var lines = files.written.map { "wrote \($0)" }
    lines += files.kept.map { "kept \($0), which was there already" }
    lines.append("")
    lines.append(
      files.written.contains(files.hostingFile)
        ? "Fill in the empty values of \(files.hostingFile), then run:" : "Then run:")
    if let folder, folder != "." { lines.append("  cd \(Self.quoted(folder))") }
    lines.append("  hostlint check   # what is missing, and what breaks good practice")
    lines.append("  hostlint tree    # the account as hostlint understands it")
    for line in lines { StandardStreams.write(TerminalText.sanitised(line) + "\n", to: .output) }
  }

  /// A path as a shell takes it for one word.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "._/-".contains($0) }
    if isPlain { return path.hasPrefix("-") ? "./" + path : path }
    return "'" + path.replacing("'", with: #"'\''"#) + "'"
  }
}
