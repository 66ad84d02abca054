/// Functions on numbers, as in cel-go's `Math` extension.
///
/// `math.greatest` and `math.least` are macros that call `math.@max` and
/// `math.@min` with one or two arguments or with a list.
extension Library {
  static let math: Library = {
    var library = Library("math")
    library.addExtremes("math.@max", .greater)
    library.addExtremes("math.@min", .less)
    library.addRounding()
    library.addSigns()
    library.addBits()
    return library
  }()

  private mutating func addExtremes(_ name: String, _ wanted: OpaqueType.Ordering) {
    let numbers: [CELType] = [.int, .uint, .double]
    let shown = Checker.shownName(name)
    for first in numbers {
      add(name, .function(first, first) { $1 })
      add(
        name,
        .function(.list(first), first) { $0.extreme($1, wanted, shown) })
      for second in numbers {
        add(
          name,
          .function(first, second, first == second ? first : .dyn) { context, left, right in
            context.order(right, left) == wanted ? right : left
          })
      }
    }
    // A list of numbers of several types; what is no number has no order.
    add(
      name,
      .function(.list(.dyn), .dyn) { context, list in
        for index in 0..<list.count where !isNumber(context.element(list, index)) {
          return context.fail(.noSuchOverload, text: "`\(shown)`", context.element(list, index))
        }
        return context.extreme(list, wanted, shown)
      })
  }

  private mutating func addRounding() {
    add("math.ceil", .function(.double, .double) { .double($1.doubleBits.rounded(.up)) })
    add("math.floor", .function(.double, .double) { .double($1.doubleBits.rounded(.down)) })
    add(
      "math.round",
      .function(.double, .double) { .double($1.doubleBits.rounded(.toNearestOrAwayFromZero)) })
    add("math.trunc", .function(.double, .double) { .double($1.doubleBits.rounded(.towardZero)) })
    add("math.isNaN", .function(.double, .bool) { .bool($1.doubleBits.isNaN) })
    add("math.isInf", .function(.double, .bool) { .bool($1.doubleBits.isInfinite) })
    add("math.isFinite", .function(.double, .bool) { .bool($1.doubleBits.isFinite) })
    add(
      "math.sqrt",
      .function(.double, .double) { .double($1.doubleBits.squareRoot()) },
      .function(.int, .double) { .double(Double($1.intBits).squareRoot()) },
      .function(.uint, .double) { .double(Double($1.payload).squareRoot()) })
  }

  private mutating func addSigns() {
    add(
      "math.abs",
      .function(.int, .int) { context, value in
        value.intBits == .min ? context.fail(.overflow) : .int(abs(value.intBits))
      },
      .function(.uint, .uint) { $1 },
      .function(.double, .double) { .double($1.doubleBits.magnitude) })
    add(
      "math.sign",
      .function(.int, .int) { .int($1.intBits.signum()) },
      .function(.uint, .uint) { .uint($1.payload == 0 ? 0 : 1) },
      .function(.double, .double) {
        let value = $1.doubleBits
        return .double(value.isNaN ? value : value > 0 ? 1 : value < 0 ? -1 : 0)
      })
  }

  private mutating func addBits() {
    let operations: [(String, @Sendable (UInt64, UInt64) -> UInt64)] = [
      ("math.bitAnd", { $0 & $1 }), ("math.bitOr", { $0 | $1 }), ("math.bitXor", { $0 ^ $1 }),
    ]
    for (name, operation) in operations {
      add(
        name,
        .function(.int, .int, .int) {
          .int(Int64(bitPattern: operation($1.payload, $2.payload)))
        },
        .function(.uint, .uint, .uint) { .uint(operation($1.payload, $2.payload)) })
    }
    add(
      "math.bitNot",
      .function(.int, .int) { .int(~$1.intBits) },
      .function(.uint, .uint) { .uint(~$1.payload) })
    // Both shifts fill with zeros, also of negative numbers; the smart shift
    // operators give 0 beyond the width.
    let shifts: [(String, @Sendable (UInt64, Int64) -> UInt64)] = [
      ("math.bitShiftLeft", { $0 << UInt64($1) }), ("math.bitShiftRight", { $0 >> UInt64($1) }),
    ]
    for (name, shift) in shifts {
      add(
        name,
        .function(.int, .int, .int) { context, value, count in
          count.intBits < 0
            ? context.fail("\(name): a negative offset")
            : .int(Int64(bitPattern: shift(value.payload, count.intBits)))
        },
        .function(.uint, .int, .uint) { context, value, count in
          count.intBits < 0
            ? context.fail("\(name): a negative offset")
            : .uint(shift(value.payload, count.intBits))
        })
    }
  }
}
