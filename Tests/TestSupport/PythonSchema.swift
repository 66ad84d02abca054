package import Foundation

/// Validates JSON with Python's `jsonschema`, an implementation that is not ours.
package enum PythonSchema {
  package static let isAvailable = (try? run("import jsonschema", input: Data()))?.isEmpty == true

  /// What is wrong with a document, a line each; empty where it is valid.
  package static func errors(in document: String, schema: URL) throws -> String {
    try run(
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

  /// Standard output and error of a Python program.
  private static func run(_ program: String, _ arguments: String..., input: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "hostlint-\(UUID()).json")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", program] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
