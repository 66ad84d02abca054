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

  /// Whether documents can be YAML, which takes a second package, PyYAML.
  package static let readsYAML =
    isAvailable && (try? Python.run("import yaml"))?.isEmpty == true

  /// What a schema has against each of some YAML texts; empty where nothing.
  ///
  /// Scalars are read by the YAML 1.2 core schema, as editors read them. Each document of a text is
  /// held against the schema.
  package static func errors(inYAML texts: [String], schema: URL) throws -> [String] {
    let output = try Python.run(
      #"""
      import json, re, sys, jsonschema, yaml

      class Core(yaml.SafeLoader): pass
      Core.yaml_implicit_resolvers = {}
      def scalar(name, pattern, starts, read=None):
          tag = "tag:yaml.org,2002:" + name
          Core.add_implicit_resolver(tag, re.compile(pattern), starts)
          if read: Core.add_constructor(tag, lambda loader, node: read(node.value))
      def integer(text):
          base = {"0o": 8, "0x": 16}.get(text[:2], 10)
          return int(text[2:] if base != 10 else text, base)
      scalar("null", "^(~|null|Null|NULL|)$", ["~", "n", "N", ""])
      scalar("bool", "^(true|True|TRUE|false|False|FALSE)$", list("tTfF"))
      scalar("int", "^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789"), integer)
      scalar("float", r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$",
             list("-+.0123456789"), float)
      scalar("merge", "^<<$", ["<"])

      def keyed(value):
          if isinstance(value, dict):
              return {k if isinstance(k, str) else json.dumps(k): keyed(v) for k, v in value.items()}
          return [keyed(item) for item in value] if isinstance(value, list) else value

      with open(sys.argv[1], encoding="utf-8") as file: schema = json.load(file)
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
      def errors(text):
          try: documents = [keyed(value) for value in yaml.load_all(text, Core)]
          except yaml.YAMLError as error: return "no YAML: " + str(error)[:200]
          found = [error for value in documents for error in checker.iter_errors(value)]
          return "; ".join(error.json_path + " " + error.message[:150] for error in found)
      print(json.dumps([errors(text) for text in json.loads(sys.stdin.buffer.read())]))
      """#, schema.path, input: try JSONEncoder().encode(texts))
    do {
      return try JSONDecoder().decode([String].self, from: Data(output.utf8))
    } catch {
      throw Failure(description: output)
    }
  }

  /// A Python program that did not do its work; what it said.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }
}
