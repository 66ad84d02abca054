/// How the text report is laid out.
package struct TextStyle: Hashable, Sendable {
  /// Whether to use ANSI colours. They repeat what the words say and never stand alone.
  package var color: Bool
  /// The terminal's width in columns; nil where there is none, as in a pipe.
  /// Below 40 columns the layout is that of 40.
  package var width: Int?

  /// Whether a last line tells how much was found and checked.
  package var showsSummary: Bool

  package init(color: Bool = false, width: Int? = nil, showsSummary: Bool = true) {
    self.color = color
    self.width = width
    self.showsSummary = showsSummary
  }
}

/// What a piece of text is, for its colour.
enum TextRole {
  case error
  case warning
  case info
  /// What a finding says in one line.
  case headline
  /// Line numbers, rulers, arrows, and the marks of related places.
  case frame
  /// The words `help` and `note`.
  case keyword
  /// What is there and does not count, such as a rule that is off.
  case quiet
  /// The lines of a tree, and what is said beside the matter.
  case structure
  /// Bars, by how near the use is to its limit.
  case low, near, over
  /// What an example should have had and has not, and what it has beyond that.
  case missing
  case unexpected
  /// What one of two states has and the other has not.
  case added, removed
  /// The word `ok`.
  case success

  /// The parameters of the ANSI "select graphic rendition" sequence.
  var graphicRendition: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;36"
    case .headline: "1"
    case .frame: "1;34"
    case .keyword: "1;36"
    case .quiet: "2"
    case .structure: "2"
    case .low: "32"
    case .near: "33"
    case .over: "31"
    case .missing, .removed: "31"
    case .unexpected, .success, .added: "32"
    }
  }
}
