/// What every report can say about a rule, without knowing how it checks.
package struct RuleDescriptor: Sendable {
  /// The kebab-case name that stands in suppressions and reports.
  package let id: String
  /// The folder below `Rules`: `dns`, `limits`, `reading`; of a user's rule, its folder's name.
  package let area: String
  package let title: String
  /// The severity in force in this run.
  package let severity: Severity
  /// Why the fault matters: Markdown, some paragraphs.
  package let rationale: String
  /// What to do, as the rule file says it: `{…}` holes are not filled in.
  package var remedy: String { makeRemedy() }
  /// To make it takes longer than all else that is known of a rule, and few reports show it.
  private let makeRemedy: @Sendable () -> String
  /// Where the good practice is from; empty where the file does not say.
  package let source: String
  package let tags: [String]
  package let isSuppressible: Bool
  /// Whether the rule comes with the program, so that its documentation does too.
  package let isBuiltIn: Bool

  package init(
    id: String, area: String, title: String, severity: Severity, rationale: String = "",
    remedy: @autoclosure @escaping @Sendable () -> String = "", source: String = "",
    tags: [String] = [], isSuppressible: Bool = true,
    isBuiltIn: Bool = true
  ) {
    self.id = id
    self.area = area
    self.title = title
    self.severity = severity
    self.rationale = rationale
    makeRemedy = remedy
    self.source = source
    self.tags = tags
    self.isSuppressible = isSuppressible
    self.isBuiltIn = isBuiltIn
  }
}
