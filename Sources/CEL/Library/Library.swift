/// A set of functions and types of the language.
///
/// A library is one file: a static constant that adds its functions, each with
/// its overloads, to an empty `Library`.
package struct Library: Sendable {
  package let name: String
  private(set) var functions: [String: [Overload]] = [:]
  private(set) var typeNames: [String: CELType] = [:]

  init(_ name: String) {
    self.name = name
  }

  /// The signatures of each function: `size` has `string.size() -> int` among them.
  package var signatures: [String: [String]] {
    functions.reduce(into: [:]) { result, entry in
      result[entry.key] = entry.value.map { $0.signature(of: entry.key) }
    }
  }

  mutating func add(_ name: String, _ overloads: Overload...) {
    var overloads = overloads
    for index in overloads.indices {
      overloads[index].isPure = true
      overloads[index].isStandard = true
    }
    functions[name, default: []] += overloads
  }

  /// Makes a name denote a type.
  mutating func addType(_ name: String, _ type: CELType) {
    typeNames[name] = type
  }

  /// Every library.
  package static let all: [Library] = [
    .standard, .timeLibrary, .optionals, .strings, .lists, .sets, .math, .encoders, .network,
  ]

  static let allFunctions: [String: [Overload]] = all.reduce(into: [:]) {
    $0.merge($1.functions) { $0 + $1 }
  }

  static let allTypeNames: [String: CELType] = all.reduce(into: [:]) {
    $0.merge($1.typeNames) { first, _ in first }
  }
}

/// The parameters of the libraries' signatures.
extension CELType {
  static let a = CELType.parameter("A")
  static let b = CELType.parameter("B")
  static let listOfA = CELType.list(.a)
  static let mapOfAB = CELType.map(.a, .b)
  static let optionalOfA = CELType.optional(.a)
}
