import Diagnostics
import HostingModel
import Testing

@testable import RuleEngine

/// What the reference says of names, against what the checker makes of them.
@Suite("The reference of conditions")
struct ConditionReferenceTests {
  private static let reference = ConditionReference.ofRules()
  private static let kinds = reference.objects.filter(\.isKind)

  private static func object(_ name: String) throws -> ConditionReference.Object {
    try #require(reference.objects.first { $0.name == name })
  }

  /// The faults of a rule with this condition.
  private static func faults(of check: String, _ kind: String) -> [String] {
    MarkedRule(
      """
      id: some-rule
      title: A
      applies-to: \(kind)
      check: '\(check)'
      message: m
      """
    ).errors().map(\.message)
  }

  @Test("Every kind that a rule can apply to has its variables")
  func scopeOfEachKind() throws {
    #expect(Self.kinds.map(\.name) == EntityKind.allCases.map(\.rawValue))
    #expect(
      try Self.object("alias").variables.map(\.name)
        == ["self", "alias", "domain", "subscription", "reseller", "params", "today"])
    #expect(
      try Self.object("reseller").variables.map(\.name) == ["self", "reseller", "params", "today"])
    #expect(try Self.object("limits").variables == [])
  }

  @Test("Everything is explained in sentences that stand for themselves")
  func documentation() {
    let texts =
      Self.reference.objects.flatMap { object in
        [(object.name, object.documentation)]
          + (object.fields + object.variables).map {
            ("\(object.name).\($0.name)", $0.documentation)
          }
      } + Self.reference.types.map { ($0.name, $0.documentation) }
      + Self.reference.functions.map { ($0.name, $0.documentation) }
    #expect(texts.count > 150)
    for (name, text) in texts {
      #expect(text.hasSuffix("."), "\(name): \(text)")
      #expect(text.first.map { $0.isUppercase || $0 == "`" } == true, "\(name): \(text)")
      #expect(!text.contains("\n") && !text.contains("  "), "\(name): \(text)")
    }
  }

  @Test("A required field is read without a guard, an optional one is not", arguments: kinds)
  func optionality(kind: ConditionReference.Object) {
    for field in kind.fields {
      let faults = Self.faults(of: "string(dyn(self.\(field.name))) != \"\"", kind.name)
      if field.isOptional {
        #expect(
          faults.count == 1 && faults[0].contains("may be absent"), "\(field.name): \(faults)")
        #expect(
          Self.faults(of: "has(self.\(field.name)) || true", kind.name) == [], "\(field.name)")
      } else {
        #expect(faults == [], "\(kind.name).\(field.name)")
      }
    }
  }

  @Test("A type is as the checker sees it, and every object in one is explained")
  func types() throws {
    let plain: Set = ["string", "bool", "int", "double", "timestamp", "list", "map", "params"]
    let names = Set((Self.reference.objects.map(\.name)) + Self.reference.types.map(\.name))
    for object in Self.reference.objects {
      for field in object.fields + object.variables {
        let words = field.type.split { "(), ".contains($0) }.map(String.init)
        #expect(Set(words).subtracting(plain).subtracting(names) == [], "\(field.name)")
      }
    }
    let customers = try #require(
      try Self.object("reseller").fields.first { $0.name == "customers" })
    #expect(customers.type == "list(customer)")
    let limit = try #require(try Self.object("quota").fields.first { $0.name == "limit" })
    #expect(limit.type == "quantity" && limit.isOptional)
  }

  @Test("hostlint's own functions are there with their signatures, and no library's")
  func functions() {
    #expect(
      Self.reference.functions.flatMap(\.signatures) == [
        "double(quantity) -> double", "is_unlimited(quantity) -> bool",
        "origin(x.field) -> string", "date(timestamp) -> string",
      ])
  }

  @Test("A variable is in scope where the reference says so, and nowhere else")
  func scopes() {
    let all = Set(Self.kinds.flatMap(\.variables).map(\.name))
    for kind in Self.kinds {
      let own = Set(kind.variables.map(\.name))
      for name in all {
        let faults = Self.faults(of: "type(\(name)) == type(\(name))", kind.name)
        #expect(faults.isEmpty == own.contains(name), "\(kind.name): \(name): \(faults)")
      }
    }
  }

  @Test("Some names keep their objects and types, once each, and no function")
  func keeping() {
    let part = Self.reference.keeping(["quota", "quantity", "limit", "quota"])
    #expect(part.objects.map(\.name) == ["quota", "limit"])
    #expect(part.types.map(\.name) == ["quantity"])
    #expect(part.functions == [])
  }
}
