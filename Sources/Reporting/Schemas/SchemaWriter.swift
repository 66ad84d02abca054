package import Diagnostics

/// Writes JSON Schemas.
package enum SchemaWriter {
  /// The text of a schema, with a newline at its end.
  package static func string(_ document: SchemaDocument) -> String {
    switch document {
    case .written(let text): return text
    case .made(let schema):
      var writer = JSONWriter()
      writer.value(schema)
      writer.buffer.append("\n")
      return String(decoding: writer.buffer.bytes, as: UTF8.self)
    }
  }
}

extension JSONWriter {
  /// Writes a value; objects and arrays of these stand on several lines.
  fileprivate mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): boolean(flag)
    case .integer(let value): number(Int(clamping: value))
    case .number(let value): double(value)
    case .string(let text): string(text)
    case .array(let elements):
      let isShort = elements.allSatisfy(\.isShort)
      beginArray(isShort ? .line : .block)
      for element in elements { self.value(element) }
      end()
    case .object(let members):
      let isShort = members.count == 1 && members[0].value.isShort
      beginObject(isShort ? .line : .block)
      for member in members {
        key(member.name)
        self.value(member.value)
      }
      end()
    }
  }
}

extension JSONValue {
  /// Whether it reads well on one line: no object is in it.
  fileprivate var isShort: Bool {
    switch self {
    case .object(let members): members.isEmpty
    case .array(let elements): elements.allSatisfy(\.isShort)
    default: true
    }
  }
}
