import ArgumentParser
import Diagnostics
import Linting
import Reporting

/// The version that `--version` prints.
let version = Linter.version

extension ReportFormat: ExpressibleByArgument {}
extension RuleFormat: ExpressibleByArgument {}
extension ReferenceFormat: ExpressibleByArgument {}

/// A report in a file beside the one on standard output: `sarif=hostlint.sarif`.
struct OutputFile {
  let format: ReportFormat
  let path: String

  /// Reads `FORMAT=FILE`.
  init(argument: String) throws(ValidationError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let known = ReportFormat.allCases.map(\.rawValue)
    guard parts.count == 2 else {
      throw ValidationError(
        "--output needs FORMAT=FILE, such as sarif=hostlint.sarif, not '\(argument)'")
    }
    guard let format = ReportFormat(rawValue: String(parts[0])) else {
      let near = Suggestion.closest(to: String(parts[0]), among: known)
      throw ValidationError(
        "--output: there is no format '\(parts[0])'; "
          + (near.map { "did you mean '\($0)'?" } ?? "there is \(known.joined(separator: ", "))"))
    }
    guard !["", "-"].contains(parts[1]) else {
      throw ValidationError(
        "--output \(argument) names no file; --format says what goes to standard output")
    }
    self.format = format
    path = String(parts[1])
  }
}

extension FailureThreshold: ExpressibleByArgument {
  /// The threshold of a word on the command line.
  public init?(argument: String) { self.init(name: argument) }

  /// The words that help and completion show.
  public static var allValueStrings: [String] { names }
}

/// When the text report has colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// The layout of a stream: colour by choice, then `NO_COLOR` and `FORCE_COLOR`, then by
  /// whether a person sees it; the width of the terminal.
  func style(for stream: StandardStreams.Stream, showsSummary: Bool) -> TextStyle {
    let terminal = StandardStreams.isTerminal(stream)
    let isColored =
      switch self {
      case .always: true
      case .never: false
      case .auto: isColoredByEnvironment ?? terminal
      }
    if isColored, terminal { Interruption.noteColor(on: stream) }
    return TextStyle(
      color: isColored, width: terminal ? StandardStreams.width(of: stream) : nil,
      showsSummary: showsSummary)
  }

  /// The layout of a page to read: a pager shows it on the terminal that standard error still is,
  /// and lines of more than 100 columns are hard to follow.
  var styleOfPage: TextStyle {
    var style = style(for: .output, showsSummary: false)
    if style.width == nil, StandardStreams.isTerminal(.error) {
      style.width = StandardStreams.width(of: .error)
    }
    style.width = style.width.map { min($0, 100) }
    return style
  }

  /// `NO_COLOR` (no-color.org) and `FORCE_COLOR` (force-color.org), any text that is not empty.
  private var isColoredByEnvironment: Bool? {
    func isSet(_ name: String) -> Bool { !(StandardStreams.environment(name) ?? "").isEmpty }
    if isSet("NO_COLOR") { return false }
    if isSet("FORCE_COLOR") { return StandardStreams.environment("FORCE_COLOR") != "0" }
    return StandardStreams.environment("TERM") == "dumb" ? false : nil
  }
}
