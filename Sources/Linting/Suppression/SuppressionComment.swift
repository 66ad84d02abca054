internal import HostingModel
internal import SourceText

/// A comment that accepts findings: `# hostlint: ignore[rule-id, …] until 2027-06-30: reason`.
struct SuppressionComment {
  enum Scope {
    /// The line of the comment, or the one below it.
    case line
    /// The whole file: `ignore-file`.
    case file
  }

  /// A word with its place.
  struct Word {
    let text: String
    let range: SourceRange
  }

  let scope: Scope
  /// `ignore` or `ignore-file`.
  let verb: SourceRange
  /// The ids of the rules whose findings it accepts, as they are written.
  let rules: [Word]
  /// The last day on which it holds.
  let until: (date: CalendarDate, range: SourceRange)?
  let reason: String
}

/// What is wrong with a comment, at the exact token.
struct SuppressionFault: Error {
  let range: SourceRange
  /// One line, no full stop.
  let message: String
  let help: String
}
