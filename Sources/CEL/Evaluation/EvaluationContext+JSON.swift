extension EvaluationContext {
  /// A value as JSON on one line, after the specification's mapping to `google.protobuf.Value`.
  ///
  /// Bytes are base64; timestamps, durations, types and what JSON has no number for are strings;
  /// keys of maps become strings; an optional is its value, or null. Every character that could
  /// steer a terminal is escaped.
  package func json(_ value: Value) -> String {
    var text = ""
    appendJSON(value, to: &text)
    return text
  }

  private func appendJSON(_ value: Value, to text: inout String) {
    switch value.kind {
    case .null: text += "null"
    case .bool: text += value.asBool == true ? "true" : "false"
    case .int: text += String(value.asInt ?? 0)
    case .uint: text += String(value.asUInt ?? 0)
    case .double:
      let number = value.asDouble ?? .nan
      // JSON has neither infinities nor NaN.
      text += number.isFinite ? number.description : Self.quoted(display(value))
    case .bytes: text += Self.quoted(Self.base64(contents(value) ?? []))
    case .list:
      text += "["
      for (index, element) in (elements(value) ?? []).enumerated() {
        if index > 0 { text += ", " }
        appendJSON(element, to: &text)
      }
      text += "]"
    case .map:
      text += "{"
      for (index, entry) in (entries(value) ?? []).enumerated() {
        if index > 0 { text += ", " }
        text += Self.quoted(self.text(entry.key) ?? display(entry.key)) + ": "
        appendJSON(entry.value, to: &text)
      }
      text += "}"
    case .optional:
      if let inner = wrapped(value) { appendJSON(inner, to: &text) } else { text += "null" }
    case .string: text += Self.quoted(self.text(value) ?? "")
    default: text += Self.quoted(display(value))
    }
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

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = 0
      for index in 0..<3 {
        word = word << 8 | (start + index < bytes.count ? Int(bytes[start + index]) : 0)
      }
      for index in 0..<4 {
        text.append(index <= group.count ? digits[word >> (18 - 6 * index) & 63] : "=")
      }
    }
    return text
  }
}
