package import Diagnostics
internal import HostingModel
internal import RuleEngine

/// The JSON Schemas of the files that hostlint reads and writes.
package enum FileSchemas {
  package static func schema(of kind: SchemaKind) throws(RunFailure) -> SchemaDocument {
    switch kind {
    case .hosting: return .made(HostingSchema.document())
    case .rule: return .made(RuleFileSchema.document())
    case .config:
      var options = ProjectOptions()
      options.configuration = .none
      return .made(ConfigurationSchema.document(try RuleCatalogue(options).rules))
    case .report:
      return .written(String(decoding: PackageResources.report_schema_json, as: UTF8.self))
    }
  }
}
