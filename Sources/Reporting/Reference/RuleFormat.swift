/// The forms that rules are shown in, by the word on the command line.
package enum RuleFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `hostlint-rules/1`, described by `docs/rules.schema.json`.
  case json
  /// `docs/rules.md` is in this form.
  case markdown
}
