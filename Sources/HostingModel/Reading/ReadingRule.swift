package import Diagnostics

/// The ids of findings about the hosting file itself; each has a file under `Rules/reading`.
package enum ReadingRule: String, CaseIterable, Sendable {
  case yamlSyntax = "yaml-syntax"
  case duplicateKey = "duplicate-key"
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case invalidValue = "invalid-value"
  case unknownPack = "unknown-pack"
  case unknownCustomer = "unknown-customer"
  case duplicateEntity = "duplicate-entity"
  case notAHostingFile = "not-a-hosting-file"
  case inputLimit = "input-limit"
  case ambiguousBoolean = "ambiguous-boolean"
  // Of exports.
  case exportSyntax = "export-syntax"
  case exportError = "export-error"
  case exportIncomplete = "export-incomplete"

  /// The severity that the rule's file states too.
  package var severity: Severity {
    switch self {
    case .ambiguousBoolean: .info
    case .exportIncomplete: .warning
    default: .error
    }
  }
}
