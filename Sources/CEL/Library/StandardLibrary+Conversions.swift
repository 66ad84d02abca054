/// Conversions between types (langdef, "Type Conversions").
extension Library {
  mutating func addConversions() {
    addNumberConversions()
    addTextConversions()
  }

  private mutating func addNumberConversions() {
    add(
      "int",
      .function(.int, .int) { $1 },
      .function(.uint, .int) { context, value in
        Int64(exactly: value.payload).map { .int($0) } ?? context.fail(.outOfRange)
      },
      .function(.double, .int) { context, value in
        // The bounds themselves are left out, as the specification has it.
        value.doubleBits > -0x1p63 && value.doubleBits < 0x1p63
          ? .int(Int64(value.doubleBits)) : context.fail(.outOfRange)
      },
      .function(.string, .int) { context, value in
        Int64(context.decoded(value)).map { .int($0) } ?? context.conversion(value, "int")
      },
      .function(.timestamp, .int) { _, value in .int(value.intBits) })
    add(
      "uint",
      .function(.uint, .uint) { $1 },
      .function(.int, .uint) { context, value in
        UInt64(exactly: value.intBits).map { .uint($0) } ?? context.fail(.outOfRange)
      },
      .function(.double, .uint) { context, value in
        value.doubleBits >= 0 && value.doubleBits < 0x1p64
          ? .uint(UInt64(value.doubleBits)) : context.fail(.outOfRange)
      },
      .function(.string, .uint) { context, value in
        UInt64(context.decoded(value)).map { .uint($0) } ?? context.conversion(value, "uint")
      })
    add(
      "double",
      .function(.double, .double) { $1 },
      .function(.int, .double) { _, value in .double(Double(value.intBits)) },
      .function(.uint, .double) { _, value in .double(Double(value.payload)) },
      .function(.string, .double) { context, value in
        let text = context.decoded(value)
        guard let number = Double(text) else { return context.conversion(value, "double") }
        // Digits that give an infinity are beyond the range; `Infinity` is one.
        return number.isInfinite && text.utf8.contains { (48...57).contains($0) }
          ? context.fail(.outOfRange) : .double(number)
      })
    add(
      "bool",
      .function(.bool, .bool) { $1 },
      .function(.string, .bool) { context, value in
        switch context.decoded(value) {
        case "1", "t", "true", "TRUE", "True": .bool(true)
        case "0", "f", "false", "FALSE", "False": .bool(false)
        default: context.conversion(value, "bool")
        }
      })
  }

  private mutating func addTextConversions() {
    add(
      "string",
      .function(.string, .string) { $1 },
      .function(.bool, .string) { $0.string($0.display($1)) },
      .function(.int, .string) { $0.string($0.display($1)) },
      .function(.uint, .string) { $0.string($0.display($1)) },
      .function(.double, .string) { $0.string($0.display($1)) },
      .function(.timestamp, .string) { $0.string($0.display($1)) },
      .function(.duration, .string) { $0.string($0.display($1)) },
      .function(.bytes, .string) { context, value in
        String(validating: context.bytes(value), as: UTF8.self) == nil
          ? context.fail("invalid UTF-8 in bytes, cannot convert to string")
          : context.retyped(value, .string)
      })
    add(
      "bytes",
      .function(.bytes, .bytes) { $1 },
      .function(.string, .bytes) { $0.retyped($1, .bytes) })
  }
}

extension EvaluationContext {
  /// The error of a text that does not read as a type.
  func conversion(_ value: Value, _ type: String) -> Value {
    fail("type conversion error: '\(decoded(value))' does not read as \(type)")
  }
}
