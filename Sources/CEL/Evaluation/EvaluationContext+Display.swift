extension EvaluationContext {
  /// A value as a message shows it: strings as they are, numbers as `string()`
  /// gives them, lists with commas between.
  ///
  /// A list that holds another many times over shows it as often: what is longer
  /// than `Limits.stringBytes` ends in `…`.
  package func display(_ value: Value) -> String {
    guard [.list, .map, .optional].contains(value.kind) else { return displayPlain(value) }
    var text = ""
    let isWhole =
      value.isKind(.list) ? appendElements(value, to: &text) : appendDisplay(value, to: &text)
    return isWhole ? text : text + "…"
  }

  /// Appends a value as it is shown; false where that would be too long.
  private func appendDisplay(_ value: Value, to text: inout String) -> Bool {
    switch value.kind {
    case .list:
      text += "["
      guard appendElements(value, to: &text) else { return false }
      text += "]"
    case .map:
      text += "{"
      for index in 0..<value.count {
        if index > 0 { text += ", " }
        guard appendDisplay(key(value, index), to: &text) else { return false }
        text += ": "
        guard appendDisplay(self.value(value, index), to: &text) else { return false }
      }
      text += "}"
    case .optional:
      guard let inner = wrapped(value) else {
        text += "none"
        break
      }
      return appendDisplay(inner, to: &text)
    case .string, .bytes:
      guard text.utf8.count + value.count <= Limits.stringBytes else { return false }
      text += displayPlain(value)
    default: text += displayPlain(value)
    }
    return text.utf8.count <= Limits.stringBytes
  }

  private func appendElements(_ list: Value, to text: inout String) -> Bool {
    for index in 0..<list.count {
      if index > 0 { text += ", " }
      guard appendDisplay(element(list, index), to: &text) else { return false }
    }
    return true
  }

  /// A value that holds no others.
  private func displayPlain(_ value: Value) -> String {
    switch value.kind {
    case .error: return errorMessage(value)
    case .unknown: return "unknown"
    case .absent: return "absent"
    case .null: return "null"
    case .bool: return value.payload == 1 ? "true" : "false"
    case .int: return String(value.intBits)
    case .uint: return String(value.payload)
    case .double: return NumberText.general(value.doubleBits)
    case .string, .bytes, .type: return decoded(value)
    case .timestamp: return TimeText.timestamp(value.intBits, Int32(bitPattern: value.extra))
    case .duration: return TimeText.duration(value.intBits, Int32(bitPattern: value.extra))
    case .list, .map, .optional: return display(value)
    case .object: return "object \(value.payload)"
    case .opaque:
      let id = Int(value.typeID)
      return opaques.indices.contains(id) ? opaques[id].display(self, value) : "opaque"
    case .address: return NetworkText.address(bytes(value))
    case .network:
      return "\(NetworkText.address(bytes(value)))/\(value.extra)"
    }
  }

  /// The name of a value's type, as `type(value)` has it.
  package func typeName(_ value: Value) -> String {
    switch value.kind {
    case .error, .unknown, .absent: return "error"
    case .null: return "null_type"
    case .bool: return "bool"
    case .int: return "int"
    case .uint: return "uint"
    case .double: return "double"
    case .string: return "string"
    case .bytes: return "bytes"
    case .timestamp: return "google.protobuf.Timestamp"
    case .duration: return "google.protobuf.Duration"
    case .list: return "list"
    case .map: return "map"
    case .optional: return "optional_type"
    case .object: return "object"
    case .opaque:
      let id = Int(value.typeID)
      return opaques.indices.contains(id) ? opaques[id].name : "opaque"
    case .type: return "type"
    case .address: return "net.IP"
    case .network: return "net.CIDR"
    }
  }

  /// What an error value says, one sentence without a full stop.
  package func errorMessage(_ value: Value) -> String {
    let place = Int(truncatingIfNeeded: value.payload)
    guard value.isError, errors.indices.contains(place) else { return "no error" }
    let record = errors[place]
    switch record.code {
    case .variableNotSet: return "a variable has no value"
    case .fieldNotPresent: return "no such field: `\(record.text)` is absent"
    case .noSuchField: return "no such field: \(record.text)"
    case .undeclaredName: return "undeclared reference to '\(record.text)'"
    case .noSuchOverload:
      let types = [record.first, record.second].filter { !$0.isAbsent }.map { typeName($0) }
      let shown = types.isEmpty ? "" : " on \(types.joined(separator: ", "))"
      return "no such overload: \(record.text)\(shown)"
    case .divisionByZero: return "divide by zero"
    case .modulusByZero: return "modulus by zero"
    case .overflow: return "integer overflow"
    case .outOfRange: return record.text.isEmpty ? "range error" : "range error: \(record.text)"
    case .noSuchKey: return "no such key: \(quoted(record.first))"
    case .repeatedKey: return "Failed with repeated key: \(quoted(record.first))"
    case .unsupportedKey: return "unsupported key type: \(typeName(record.first))"
    case .indexOutOfBounds: return "index out of bounds: \(display(record.first))"
    case .incomparable:
      return
        "no such overload: \(typeName(record.first)) and \(typeName(record.second)) have no order"
    case .emptyOptional: return "optional.none() dereference"
    case .notAnOptional: return "no such overload: \(typeName(record.first)) is no optional"
    case .costLimit: return "the evaluation takes more than \(costLimit) steps"
    case .sizeLimit: return "the evaluation makes more text or lists than it may"
    case .message: return record.text
    }
  }

  private func quoted(_ value: Value) -> String {
    value.isKind(.string) ? "'\(decoded(value))'" : display(value)
  }
}
