import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Linting

/// What schemas say of each key.
@Suite("Schemas")
struct SchemaContentTests {
  private static let kinds = [SchemaKind.hosting, .rule, .config]

  private static func schema(_ kind: SchemaKind) throws -> JSONValue {
    guard case .made(let schema) = try FileSchemas.schema(of: kind) else {
      throw CocoaError(.featureUnsupported)
    }
    return schema
  }

  /// The schemas of all keys, with the way to them.
  private static func properties(
    in value: JSONValue, path: String = "$"
  ) -> [(path: String, schema: JSONValue)] {
    value.members.flatMap { member -> [(path: String, schema: JSONValue)] in
      // An example may itself have keys of these names.
      if member.name == "examples" || member.name == "default" { return [] }
      let path = "\(path).\(member.name)"
      let own =
        member.name == "properties" && !path.contains(".then.") && !path.contains(".if.")
          && !path.contains(".allOf")
        ? member.value.members.map { ("\(path).\($0.name)", $0.value) } : []
      return own + properties(in: member.value, path: path)
    }
  }

  private static func has(_ name: String, _ schema: JSONValue) -> Bool {
    schema.members.contains { $0.name == name }
  }

  @Test("Every key has a title, a description and an example", arguments: kinds)
  func isDescribed(kind: SchemaKind) throws {
    let properties = Self.properties(in: try Self.schema(kind))
    #expect(properties.count > 10)
    for (path, schema) in properties {
      #expect(Self.has("description", schema), "\(path)")
      // Parameters of rules have their names and their defaults, passwords no example.
      if path.contains(".params.properties.") || path.hasSuffix(".password") { continue }
      #expect(Self.has("title", schema), "\(path)")
      // Of a built-in rule the title says all.
      if path.hasPrefix("$.properties.rules.properties.") { continue }
      #expect(Self.has("examples", schema), "\(path)")
    }
  }

  @Test("Every mapping refuses keys that it does not have", arguments: kinds)
  func isClosed(kind: SchemaKind) throws {
    func check(_ value: JSONValue, _ path: String) {
      if Self.has("properties", value), Self.has("title", value), Self.has("type", value),
        !path.hasSuffix(".rules"), !path.hasSuffix(".params")
      {
        #expect(value.members.contains(.init("additionalProperties", false)), "\(path)")
      }
      for member in value.members { check(member.value, "\(path).\(member.name)") }
    }
    check(try Self.schema(kind), "$")
  }

  @Test(
    "Examples and defaults are valid themselves",
    .enabled(if: PythonSchema.isAvailable, "Python's jsonschema is not installed"),
    arguments: kinds)
  func examplesAreValid(kind: SchemaKind) throws {
    let schema = try Self.schema(kind)
    // One document that holds every example, and one schema that holds each to its own key.
    var keys: [JSONValue.Member] = []
    var values: [JSONValue.Member] = []
    for (path, property) in Self.properties(in: schema) {
      for member in property.members where ["examples", "default"].contains(member.name) {
        let name = "\(path) \(member.name)"
        let value: JSONValue =
          if case .array(let elements) = member.value, member.name == "examples",
            let first = elements.first
          {
            first
          } else {
            member.value
          }
        keys.append(.init(name, property))
        values.append(.init(name, value))
      }
    }
    #expect(values.count > 15)
    let definitions = schema.members.filter { $0.name == "$defs" }
    let all = JSONValue.object([.init("properties", .object(keys))] + definitions)
    let folder = try TemporaryFolder()
    let file = try folder.write(SchemaWriter.string(.made(all)), to: "schema.json")
    #expect(
      try PythonSchema.errors(
        in: SchemaWriter.string(.made(.object(values))), schema: file) == "")
  }

  @Test("The schemas of docs/schemas are what hostlint writes now", arguments: kinds)
  func isCurrent(kind: SchemaKind) throws {
    let path = "docs/schemas/\(kind.rawValue).schema.json"
    let file = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    let isCurrent = file == SchemaWriter.string(try FileSchemas.schema(of: kind))
    #expect(isCurrent, "\(path) is out of date: run `make docs`")
  }

  @Test("Every key of reports has a title and a description")
  func reportIsDescribed() throws {
    let file = try Data(contentsOf: Repository.root.appending(path: "docs/report.schema.json"))
    var count = 0
    func check(_ value: Any, _ path: String) {
      if let list = value as? [Any] { for element in list { check(element, path) } }
      guard let object = value as? [String: Any] else { return }
      for (name, schema) in object["properties"] as? [String: Any] ?? [:] {
        // What another schema that is named beside it describes is only allowed here.
        guard let schema = schema as? [String: Any], !schema.isEmpty else { continue }
        count += 1
        #expect(schema["title"] is String, "\(path).\(name)")
        #expect(schema["description"] is String, "\(path).\(name)")
      }
      for (name, member) in object where name != "examples" { check(member, "\(path).\(name)") }
    }
    check(try JSONSerialization.jsonObject(with: file), "$")
    #expect(count > 40)
  }

  @Test("The schema of reports is docs/report.schema.json")
  func report() throws {
    let file = try String(
      contentsOf: Repository.root.appending(path: "docs/report.schema.json"), encoding: .utf8)
    #expect(SchemaWriter.string(try FileSchemas.schema(of: .report)) == file)
  }

  @Test("A configuration's schema knows the built-in rules and the types of their parameters")
  func builtInRules() throws {
    let properties = Self.properties(in: try Self.schema(.config))
    func schema(_ path: String) -> JSONValue? {
      properties.first { $0.path == "$.properties.rules.properties.\(path)" }?.schema
    }
    #expect(schema("unused-pack") != nil)
    let threshold = try #require(
      schema("usage-near-limit.properties.params.properties.threshold"))
    for member: JSONValue.Member in [
      .init("type", "number"), .init("minimum", .number(0)),
      .init("maximum", .number(1)),
    ] {
      #expect(threshold.members.contains(member), "\(threshold)")
    }
    let resources = try #require(
      schema("usage-near-limit.properties.params.properties.resources"))
    #expect("\(resources)".contains("mailing_lists"))
    #expect(schema("xyzzy") == nil)
  }
}
