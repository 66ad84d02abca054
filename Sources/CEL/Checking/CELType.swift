/// A type of the expression language.
package indirect enum CELType: Hashable, Sendable {
  /// Any type; what is known only at run time.
  case dyn
  /// The type of an expression at fault; it agrees with every type, so that one
  /// mistake is reported once.
  case error
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  case list(CELType)
  case map(CELType, CELType)
  case optional(CELType)
  /// An object that the host declared, by name.
  case object(String)
  /// An opaque type of a library or of the host, by name, with its parameters.
  case opaque(String, [CELType])
  /// The type of a type, `type(1)`.
  case type(CELType)
  /// A parameter of an overload's signature, `A` in `list(A)`.
  case parameter(String)
  /// A type that the checker has yet to find.
  case variable(Int)

  /// An opaque type without parameters.
  package static func opaque(_ name: String) -> CELType { .opaque(name, []) }
}

extension CELType: CustomStringConvertible {
  /// The type as people write it: `list(string)`, `map(string, int)`.
  package var description: String {
    switch self {
    case .dyn, .error: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let wrapped): "optional(\(wrapped))"
    case .object(let name): name
    case .opaque(let name, let parameters):
      parameters.isEmpty
        ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .type(let type): "type(\(type))"
    case .parameter(let name): name
    case .variable: "dyn"
    }
  }
}

extension CELType {
  /// The name that `type(x)` shows: `int`, `list`, `google.protobuf.Timestamp`.
  var runtimeName: String {
    switch self {
    case .dyn, .error, .parameter, .variable: "dyn"
    case .null: "null_type"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    case .optional: "optional_type"
    case .type: "type"
    case .opaque(let name, _): name
    default: description
    }
  }

  /// A number for each plain type that agrees with itself alone; nil for others.
  var plainRank: Int? {
    switch self {
    case .bool: 0
    case .int: 1
    case .uint: 2
    case .double: 3
    case .string: 4
    case .bytes: 5
    default: nil
    }
  }

  /// The kind that values of the type have; nil where there may be several.
  var valueKind: Value.Kind? {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .list: .list
    case .map: .map
    case .optional: .optional
    case .object: .object
    case .type: .type
    case .opaque("net.IP", _): .address
    case .opaque("net.CIDR", _): .network
    case .opaque: .opaque
    case .dyn, .error, .parameter, .variable: nil
    }
  }

  var isDynamic: Bool {
    switch self {
    case .dyn, .error: true
    default: false
    }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether a value of this type can be a map's key.
  var canBeKey: Bool {
    switch self {
    case .bool, .int, .uint, .string, .dyn, .error, .parameter, .variable: true
    default: false
    }
  }

  /// Whether a signature's parameter is a part of the type.
  var containsParameter: Bool {
    switch self {
    case .parameter: true
    case .list(let element), .optional(let element), .type(let element):
      element.containsParameter
    case .map(let key, let value): key.containsParameter || value.containsParameter
    case .opaque(_, let parameters): parameters.contains(where: \.containsParameter)
    default: false
    }
  }

  /// Whether the type, or a part of it, is only known at run time.
  var containsDynamic: Bool {
    switch self {
    case .dyn, .error, .parameter, .variable: true
    case .list(let element), .optional(let element): element.containsDynamic
    case .map(let key, let value): key.containsDynamic || value.containsDynamic
    case .opaque(_, let parameters): parameters.contains(where: \.containsDynamic)
    default: false
    }
  }
}
