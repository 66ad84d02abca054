internal import Diagnostics

/// The ids of findings about suppressions; each has a file under `Rules/suppressions`.
enum SuppressionRule: String, CaseIterable {
  case invalid = "invalid-suppression"
  case unused = "unused-suppression"

  /// The severity that the rule's file states too.
  var severity: Severity { self == .invalid ? .error : .warning }
}
