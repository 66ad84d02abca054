import CEL
import Foundation

/// Runs the specification's cases in their JSON form.
///
/// A case holds an expression, its variables and what is expected: a value, an
/// error at run time, or a deduced type.
struct Conformance {
  struct Result {
    let id: String
    /// Nil where the case passed; else what was expected and what came.
    let failure: String?
  }

  /// The results of each case of a file, in its order.
  static func run(_ file: URL) throws -> [Result] {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let cases = json as? [[String: Any]] ?? []
    return cases.map { Result(id: $0["id"] as? String ?? "", failure: run($0)) }
  }

  private static func run(_ test: [String: Any]) -> String? {
    guard let text = test["expr"] as? String else { return "no expression" }
    var declarations = Declarations()
    declarations.container = test["container"] as? String ?? ""
    var slots: [String: VariableSlot] = [:]
    for entry in test["type_env"] as? [[String: Any]] ?? [] {
      guard let name = entry["name"] as? String else { continue }
      if let type = entry["ident"] as? [String: Any] {
        slots[name] = declarations.declareVariable(name, type: self.type(type))
      } else if let overloads = entry["function"] as? [[String: Any]] {
        declarations.declareFunction(name, overloads.map(overload))
      }
    }
    let bindings = test["bindings"] as? [String: Any] ?? [:]
    for name in bindings.keys.sorted() where slots[name] == nil {
      slots[name] = declarations.declareVariable(name, type: .dyn)
    }

    let isUnchecked = test["disable_check"] as? Bool ?? false
    let result =
      isUnchecked
      ? CheckedExpression.withoutChecking(text, declarations)
      : CheckedExpression.check(text, declarations, rejectsConstantErrors: false)
    guard case .success(let checked) = result else {
      guard case .failure(let faults) = result else { return "no result" }
      let messages = faults.errors.map(\.message)
      return "checking: " + messages.joined(separator: "; ")
    }
    let expected = test["expect"] as? [String: Any] ?? ["value": ["bool": true]]
    if let typed = expected["typed_result"] as? [String: Any],
      let wanted = typed["deduced_type"] as? [String: Any]
    {
      let wantedType = type(wanted)
      guard checked.type == wantedType else {
        return "expected type \(wantedType), found \(checked.type)"
      }
      if test["check_only"] as? Bool ?? false { return nil }
    }

    let context = EvaluationContext(declarations)
    for (name, slot) in slots {
      if let binding = bindings[name] as? [String: Any] {
        context.set(slot, value(binding, context))
      }
    }
    let actual = checked.compile().evaluate(context)
    if expected["eval_error"] != nil || expected["any_eval_errors"] != nil {
      return actual.isError ? nil : "expected an error, found \(context.display(actual))"
    }
    let typed = (expected["typed_result"] as? [String: Any])?["result"] as? [String: Any]
    guard let wanted = expected["value"] as? [String: Any] ?? typed else { return "no matcher" }
    if actual.isError { return "error: \(context.errorMessage(actual))" }
    return matches(actual, wanted, context)
      ? nil : "expected \(describe(wanted)), found \(context.display(actual)) (\(actual.kind))"
  }

  private static func describe(_ json: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: json, options: [.sortedKeys, .fragmentsAllowed])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  // MARK: Types

  private static func overload(_ json: [String: Any]) -> Overload {
    let parameters = (json["params"] as? [[String: Any]] ?? []).map(type)
    let result = type(json["result"] as? [String: Any] ?? [:])
    return Overload.undefined(
      isMember: json["instance"] as? Bool ?? false, parameters, result)
  }

  private static func type(_ json: [String: Any]) -> CELType {
    if let name = json["prim"] as? String {
      switch name {
      case "bool": return .bool
      case "int": return .int
      case "uint": return .uint
      case "double": return .double
      case "string": return .string
      case "bytes": return .bytes
      default: return .dyn
      }
    }
    if let element = json["list"] as? [String: Any] { return .list(type(element)) }
    if let pair = json["map"] as? [[String: Any]], pair.count == 2 {
      return .map(type(pair[0]), type(pair[1]))
    }
    if let name = json["wkt"] as? String { return name == "duration" ? .duration : .timestamp }
    if let name = json["param"] as? String { return .parameter(name) }
    if let abstract = json["abstract"] as? [String: Any] {
      let name = abstract["name"] as? String ?? ""
      let parameters = (abstract["params"] as? [[String: Any]] ?? []).map(type)
      return name == "optional_type" && parameters.count == 1
        ? .optional(parameters[0]) : .opaque(name, parameters)
    }
    if json["null"] != nil { return .null }
    if let inner = json["type"] as? [String: Any] { return .type(type(inner)) }
    return .dyn
  }

  // MARK: Values

  private static func number(_ json: [String: Any], _ name: String) -> Int64 {
    if let text = json[name] as? String { return Int64(text) ?? 0 }
    return (json[name] as? NSNumber)?.int64Value ?? 0
  }

  private static func double(_ text: String) -> Double {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: Double(text) ?? 0
    }
  }

  private static func value(_ json: [String: Any], _ context: EvaluationContext) -> Value {
    if let text = json["int"] as? String { return .int(Int64(text) ?? 0) }
    if let text = json["uint"] as? String { return .uint(UInt64(text) ?? 0) }
    if let text = json["double"] as? String { return .double(double(text)) }
    if let text = json["string"] as? String { return context.string(text) }
    if let bool = json["bool"] as? Bool { return .bool(bool) }
    if let text = json["bytes"] as? String {
      return context.byteString(Array(Data(base64Encoded: text) ?? Data()))
    }
    if let list = json["list"] as? [[String: Any]] {
      return context.list(list.map { value($0, context) })
    }
    if let map = json["map"] as? [[[String: Any]]] {
      return context.map(map.map { (value($0[0], context), value($0[1], context)) })
    }
    if let name = json["type"] as? String { return context.type(named: name) }
    if let time = json["timestamp"] as? [String: Any] {
      return .timestamp(
        seconds: number(time, "seconds"), nanoseconds: Int32(number(time, "nanos")))
    }
    if let time = json["duration"] as? [String: Any] {
      return .duration(
        seconds: number(time, "seconds"), nanoseconds: Int32(number(time, "nanos")))
    }
    return .null
  }

  /// Whether a value is the expected one, of the same type; maps in any order.
  private static func matches(
    _ actual: Value, _ wanted: [String: Any], _ context: EvaluationContext
  ) -> Bool {
    let expected = value(wanted, context)
    return same(actual, expected, context)
  }

  private static func same(
    _ left: Value, _ right: Value, _ context: EvaluationContext
  ) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .null: return true
    case .bool: return left.asBool == right.asBool
    case .int: return left.asInt == right.asInt
    case .uint: return left.asUInt == right.asUInt
    case .double:
      guard let left = left.asDouble, let right = right.asDouble else { return false }
      return left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
    case .string, .bytes, .type: return context.contents(left) == context.contents(right)
    case .timestamp:
      return left.asTimestamp.map { [$0.seconds, Int64($0.nanoseconds)] }
        == right.asTimestamp.map { [$0.seconds, Int64($0.nanoseconds)] }
    case .duration:
      return left.asDuration.map { [$0.seconds, Int64($0.nanoseconds)] }
        == right.asDuration.map { [$0.seconds, Int64($0.nanoseconds)] }
    case .list:
      guard let left = context.elements(left), let right = context.elements(right) else {
        return false
      }
      return left.count == right.count && zip(left, right).allSatisfy { same($0, $1, context) }
    case .map:
      guard let left = context.entries(left), let right = context.entries(right) else {
        return false
      }
      return left.count == right.count
        && left.allSatisfy { entry in
          right.contains {
            same(entry.key, $0.key, context) && same(entry.value, $0.value, context)
          }
        }
    default: return false
    }
  }
}
