package import Foundation

/// Validates JSON with Python's `jsonschema`, an implementation that is not ours.
package enum PythonSchema {
  package static let isAvailable = (try? Python.run("import jsonschema"))?.isEmpty == true

  /// What is wrong with a document, a line each; empty where it is valid.
  package static func errors(in document: String, schema: URL) throws -> String {
    try Python.run(
      """
      import json, sys, jsonschema
      with open(sys.argv[1], encoding="utf-8") as file: schema = json.load(file)
      validator = jsonschema.validators.validator_for(schema)
      validator.check_schema(schema)
      checker = validator(schema, format_checker=validator.FORMAT_CHECKER)
      for error in checker.iter_errors(json.loads(sys.stdin.buffer.read())):
          print(error.json_path, error.message[:300])
      """, schema.path, input: Data(document.utf8))
  }
}
