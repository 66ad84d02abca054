extension EvaluationContext {
  /// A value as JSON on one line, after the specification's mapping to `google.protobuf.Value`.
  ///
  /// Bytes are base64; timestamps, durations, types and what JSON has no number for are strings;
  /// keys of maps become strings; an optional is its value, or null. Every character that could
  /// steer a terminal is escaped. Nil where the text would be longer than
  /// `Limits.stringBytes`, as a list that holds another many times over may make it.
  package func json(_ value: Value) -> String? {
    var text = ""
    return appendJSON(value, to: &text) ? text : nil
  }

  /// Appends a value; false where the text is too long.
  private func appendJSON(_ value: Value, to text: inout String) -> Bool {
    switch value.kind {
    case .null: text += "null"
    case .bool: text += value.asBool == true ? "true" : "false"
    case .int: text += String(value.asInt ?? 0)
    case .uint: text += String(value.asUInt ?? 0)
    case .double:
      let number = value.asDouble ?? .nan
      // JSON has neither infinities nor NaN; the names are ProtoJSON's.
      let infinity = number < 0 ? "\"-Infinity\"" : "\"Infinity\""
      text += number.isFinite ? number.description : number.isNaN ? "\"NaN\"" : infinity
    case .bytes:
      guard text.utf8.count + value.count <= Limits.stringBytes else { return false }
      text += Self.quoted(String(decoding: Base64.encode(contents(value) ?? []), as: UTF8.self))
    case .list:
      text += "["
      for index in 0..<value.count {
        if index > 0 { text += ", " }
        guard appendJSON(element(value, index), to: &text) else { return false }
      }
      text += "]"
    case .map:
      text += "{"
      for index in 0..<value.count {
        if index > 0 { text += ", " }
        let key = key(value, index)
        text += Self.quoted(self.text(key) ?? display(key)) + ": "
        guard appendJSON(self.value(value, index), to: &text) else { return false }
      }
      text += "}"
    case .optional:
      if let inner = wrapped(value) { return appendJSON(inner, to: &text) }
      text += "null"
    case .string:
      guard text.utf8.count + value.count <= Limits.stringBytes else { return false }
      text += Self.quoted(self.text(value) ?? "")
    default: text += Self.quoted(display(value))
    }
    return text.utf8.count <= Limits.stringBytes
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where isHidden(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Controls, line separators and the characters that reorder or hide text.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
