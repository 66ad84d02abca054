import SourceText
import YAML

/// A value as JSON has it, for comparing a tree with a test case.
enum JSONValue: Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The value of a node, aliases followed and merge keys not applied.
  init(_ node: NodeID, in tree: Tree) {
    let node = tree.resolve(node)
    switch tree.kind(node) {
    case .sequence:
      self = .array(tree.items(of: node).map { JSONValue($0, in: tree) })
    case .mapping:
      var object: [String: JSONValue] = [:]
      for entry in tree.entries(of: node) {
        object[tree.string(tree.resolve(entry.key))] = JSONValue(entry.value, in: tree)
      }
      self = .object(object)
    case .alias:
      self = .null
    case .scalar:
      switch tree.scalar(node) {
      case .null: self = .null
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .number(Double(value))
      case .bigInt(let text): self = .number(Double(text) ?? .nan)
      case .float(let value): self = .number(value)
      case .string: self = .string(tree.string(node))
      }
    }
  }

  /// The values of several JSON texts one behind the other; nil where one is malformed.
  static func documents(_ text: String) -> [JSONValue]? {
    var reader = Reader(rest: Array(text.unicodeScalars)[...])
    var values: [JSONValue] = []
    reader.skipSpace()
    while !reader.rest.isEmpty {
      guard let value = reader.value() else { return nil }
      values.append(value)
      reader.skipSpace()
    }
    return values
  }

  private struct Reader {
    var rest: ArraySlice<Unicode.Scalar>

    mutating func skipSpace() {
      rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest.removeFirst()
      return true
    }

    mutating func value() -> JSONValue? {
      skipSpace()
      guard let first = rest.first else { return nil }
      switch first {
      case "{": return object()
      case "[": return array()
      case "\"": return string().map(JSONValue.string)
      default: return word()
      }
    }

    mutating func word() -> JSONValue? {
      let scalars = rest.prefix { !" \n\t\r,]}".unicodeScalars.contains($0) }
      rest = rest.dropFirst(scalars.count)
      let text = String(String.UnicodeScalarView(scalars))
      switch text {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: return Double(text).map(JSONValue.number)
      }
    }

    mutating func array() -> JSONValue? {
      guard take("[") else { return nil }
      var items: [JSONValue] = []
      skipSpace()
      if take("]") { return .array(items) }
      while let item = value() {
        items.append(item)
        skipSpace()
        if take("]") { return .array(items) }
        guard take(",") else { return nil }
      }
      return nil
    }

    mutating func object() -> JSONValue? {
      guard take("{") else { return nil }
      var members: [String: JSONValue] = [:]
      skipSpace()
      if take("}") { return .object(members) }
      while true {
        skipSpace()
        guard let key = string() else { return nil }
        skipSpace()
        guard take(":"), let value = value() else { return nil }
        members[key] = value
        skipSpace()
        if take("}") { return .object(members) }
        guard take(",") else { return nil }
      }
    }

    mutating func string() -> String? {
      guard take("\"") else { return nil }
      var units: [UInt16] = []
      while let scalar = rest.popFirst() {
        if scalar == "\"" { return String(decoding: units, as: UTF16.self) }
        guard scalar == "\\" else {
          units += Array(String(scalar).utf16)
          continue
        }
        guard let escape = rest.popFirst() else { return nil }
        switch escape {
        case "n": units.append(10)
        case "t": units.append(9)
        case "r": units.append(13)
        case "b": units.append(8)
        case "f": units.append(12)
        case "u":
          let digits = String(String.UnicodeScalarView(rest.prefix(4)))
          rest = rest.dropFirst(4)
          guard let unit = UInt16(digits, radix: 16) else { return nil }
          units.append(unit)
        default: units += Array(String(escape).utf16)
        }
      }
      return nil
    }
  }
}
