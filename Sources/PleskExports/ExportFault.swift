internal import SourceText

/// What ended the reading of one file.
struct ExportFault {
  enum Kind {
    case syntax
    case limit
  }

  let kind: Kind
  /// One line, no full stop.
  let message: String
  let remedy: String
  let range: SourceRange
}
