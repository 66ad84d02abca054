package import Diagnostics

/// The forms that the reference of conditions is shown in, by the word on the command line.
package enum ReferenceFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `docs/rule-reference.md` is in this form.
  case markdown

  /// The whole reference.
  ///
  /// - Parameter style: How text is laid out; Markdown does not use it.
  package func string(_ reference: ConditionReference, style: TextStyle) -> String {
    switch self {
    case .text: ConditionReferenceText.string(reference, style: style)
    case .markdown: ConditionReferenceMarkdown.string(reference)
    }
  }
}
