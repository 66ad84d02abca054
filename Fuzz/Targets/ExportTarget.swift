import Diagnostics
import SourceText
import YAML

@testable import HostingModel
@testable import Linting
@testable import PleskExports

/// An export: the whole check, and the hosting file that an import would write, which has to be
/// YAML again.
enum ExportTarget {
  static func run(_ input: [UInt8], _ format: ExportFormat) throws(FuzzFailure) {
    var settings = try Checking.settings
    settings.redacts = input.count % 2 == 1
    try Checking.check(input, path: format == .packets ? "account.xml" : "account.json", settings)
    // The reader goes on where the check tells by the beginning that it is no export.
    let (text, fault) = ExportText.utf8(from: input)
    let file = ExportReader.File(
      source: SourceFile(path: "account", text: text), id: FileID(0), format: format, fault: fault)
    let outcome = ExportReader.read([file], notesPersonal: settings.redacts)
    try Checking.show(outcome.diagnostics, in: file.source)
    guard let tree = outcome.tree.map(HostingOrder.arranged) else { return }
    let written = HostingFileWriter.text(of: [tree], HostingFileWriter.Options())
    let parsed = parse(SourceFile(path: "hosting.yaml", text: written), id: FileID(0))
    if let fault = parsed.diagnostics.first {
      throw FuzzFailure("what an import writes is no YAML: \(fault.message)")
    }
  }
}
