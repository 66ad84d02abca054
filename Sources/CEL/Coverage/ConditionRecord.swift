/// What the conditions of recording programs came out as, over any number of evaluations.
package struct ConditionRecord: Sendable {
  /// The ways in which a condition has come out so far; empty where it was never reached.
  struct Outcomes: OptionSet {
    let rawValue: UInt8

    static let isTrue = Outcomes(rawValue: 1)
    static let isFalse = Outcomes(rawValue: 2)
    /// Unknown or an error.
    static let undecided = Outcomes(rawValue: 4)

    static func bool(_ value: Bool) -> Outcomes { value ? .isTrue : .isFalse }
  }

  private var outcomes: [Outcomes] = []

  package init() {}

  /// What a condition has come out as, by its place.
  subscript(place: Int) -> Outcomes {
    outcomes.indices.contains(place) ? outcomes[place] : []
  }

  mutating func note(_ value: Value, at place: Int) {
    note(value.isTrue ? .isTrue : value.isFalse ? .isFalse : .undecided, at: place)
  }

  private mutating func note(_ outcome: Outcomes, at place: Int) {
    while outcomes.count <= place { outcomes.append([]) }
    outcomes[place].formUnion(outcome)
  }

  /// Adds what another record of the same programs holds.
  package mutating func formUnion(_ other: ConditionRecord) {
    for (place, outcome) in other.outcomes.enumerated() { note(outcome, at: place) }
  }
}
