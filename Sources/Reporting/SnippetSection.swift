internal import Diagnostics
internal import SourceText

/// A place that is underlined in a source line.
struct SnippetMark {
  let range: SourceRange
  /// The 1-based line where the range starts.
  let line: Int
  let isPrimary: Bool
  /// May be empty.
  var label: String
}

/// The places of one finding in one file, in the order of their lines.
struct SnippetSection {
  let view: SourceView
  /// The offset that the section's heading names, and its line.
  let place: UInt32
  let line: Int
  fileprivate(set) var marks: [SnippetMark]

  /// The sections of a finding: its own file first, then the files of the
  /// related places as these name them.
  static func sections(of diagnostic: Diagnostic, views: inout SourceViews) -> [Self] {
    let view = views[diagnostic.location.file]
    var sections = [
      Self(view, Label(diagnostic.location, ""), isPrimary: true)
    ]
    guard !diagnostic.related.isEmpty else { return sections }
    var indices = [diagnostic.location.file: 0]
    for label in diagnostic.related {
      if let index = indices[label.location.file] {
        sections[index].add(label, isAtPrimary: label.location == diagnostic.location)
      } else {
        indices[label.location.file] = sections.count
        sections.append(Self(views[label.location.file], label, isPrimary: false))
      }
    }
    for index in sections.indices { sections[index].sortMarks() }
    return sections
  }

  private init(_ view: SourceView, _ label: Label, isPrimary: Bool) {
    self.view = view
    place = label.location.range.start
    line = view.lines.line(of: place)
    marks = [
      SnippetMark(
        range: label.location.range, line: line, isPrimary: isPrimary, label: label.text)
    ]
  }

  private mutating func add(_ label: Label, isAtPrimary: Bool) {
    // What is said about the very place of the finding stands at its own mark.
    if isAtPrimary, marks[0].label.isEmpty {
      marks[0].label = label.text
    } else {
      let range = label.location.range
      marks.append(
        SnippetMark(
          range: range, line: view.lines.line(of: range.start), isPrimary: false,
          label: label.text))
    }
  }

  private mutating func sortMarks() {
    let order = marks.indices.sorted { left, right in
      let (first, second) = (marks[left], marks[right])
      if first.line != second.line { return first.line < second.line }
      if first.isPrimary != second.isPrimary { return first.isPrimary }
      return (first.range, left) < (second.range, right)
    }
    marks = order.map { marks[$0] }
  }
}
