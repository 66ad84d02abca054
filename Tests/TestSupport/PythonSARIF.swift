import Foundation

/// Reads SARIF with Python's `sarif-tools`, an implementation that is not ours.
package enum PythonSARIF {
  package static let isAvailable =
    (try? Python.run("from sarif import loader"))?.isEmpty == true

  /// A result as `sarif-tools` reads it.
  package struct Record: Decodable, Hashable, Sendable {
    /// `error`, `warning` or `note`.
    package let severity: String
    package let rule: String
    package let text: String
    package let path: String
    package let line: Int
  }

  /// The results of a document.
  package static func records(of document: String) throws -> [Record] {
    let folder = try TemporaryFolder()
    let file = try folder.write(document, to: "report.sarif")
    let output = try Python.run(
      """
      import json, sys
      from sarif import loader
      records = loader.load_sarif_file(sys.argv[1]).get_records()
      print(json.dumps([
          {"severity": r["Severity"], "rule": r["Code"], "text": r["Description"],
           "path": r["Location"], "line": int(r["Line"])} for r in records]))
      """, file.path)
    return try JSONDecoder().decode([Record].self, from: Data(output.utf8))
  }
}
