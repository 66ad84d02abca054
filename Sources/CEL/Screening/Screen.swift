/// Conditions of rules as one program of simple tests on fields, which tells of most objects at
/// once that a rule has nothing to say about them.
///
/// To evaluate two closures for each object and rule is exact, and took most of a run: nearly
/// every condition is decided by its first test, `has(alias.dns_sync)` or `quota.owner_kind ==
/// "reseller"`, and many of them ask for the same fields. Here a rule is a run of instructions that
/// each look at one or two values and go on to one of two others, and every field is read once for
/// all rules. What a test cannot decide (an unknown value, an error, an expression of another form)
/// leaves the object to the conditions' own programs. So a screen passes over an object only where
/// these would find nothing, and never says that something is wrong.
package struct Screen: Sendable {
  /// Where the tests of one rule start: an instruction, or a `Goal`.
  package struct Entry: Sendable {
    let start: Int32

    /// Every object is left to the rule's own conditions.
    package static let open = Entry(start: Goal.ask)

    /// Whether the rule finds nothing in any object.
    package var alwaysPasses: Bool { start == Goal.pass }
  }

  /// What stands for the number of an instruction where the tests of a rule end.
  enum Goal {
    /// The rule finds nothing.
    static let pass: Int32 = -1
    /// The rule's own conditions have to tell.
    static let ask: Int32 = -2
  }

  /// One test, 16 bytes.
  struct Instruction: Sendable {
    var test: Test
    var left = Operand(place: 0)
    var right = Operand(place: 0)
    /// A third operand, or the place of an opaque type or a program.
    var detail: UInt16 = 0
    /// Where to go on.
    var onTrue = Goal.ask
    var onFalse = Goal.ask
  }

  enum Test: UInt8, Sendable {
    /// The field is present.
    case has
    case isTrue
    /// Two values of one type are equal.
    case equals
    /// The first stands before the second; before it or with it.
    case isLess, isLessOrEqual
    /// A string is one of a list of constants, or ends in one of them.
    case isAnyOf, endsWithAny
    /// A string is the second with that of the operand `detail` behind it.
    case equalsConcatenation
    /// What the program at `detail` gives.
    case program

    /// Whether the first two operands are all that it depends on.
    var looksAtOperandsAlone: Bool { self != .program && self != .equalsConcatenation }

    var hasOneOperand: Bool { self == .has || self == .isTrue }
  }

  /// A value that tests look at: a reading, or a value that is the same for every object.
  struct Operand: Hashable, Sendable {
    private let bits: UInt16

    init(place: UInt16, isFixed: Bool = false) {
      bits = place | (isFixed ? 0x8000 : 0)
    }

    init(bits: UInt16) {
      self.bits = bits
    }

    var rawValue: UInt16 { bits }
    var isFixed: Bool { bits & 0x8000 != 0 }
    var place: Int { Int(bits & 0x7FFF) }

    /// The places that there may be.
    static let bound = 0x8000
  }

  enum Reading: Sendable {
    /// The variable in a slot.
    case variable(Int)
    /// A field of an object that is itself a reading.
    ///
    /// - isShared: Whether all objects of a group have the same value.
    case field(of: Int, read: @Sendable (EvaluationContext, UInt32) -> Value, isShared: Bool)
  }

  enum Fixed: Sendable {
    case constant(Constant)
    /// A value that needs no arena.
    case plain(Value)
  }

  var instructions: [Instruction] = []
  var readings: [Reading] = []
  var fixed: [Fixed] = []
  var programs: [Program] = []
  var opaques: [OpaqueType] = []
}
