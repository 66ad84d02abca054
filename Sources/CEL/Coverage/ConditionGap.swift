package import SourceText

/// A condition that never came out in one of its two ways.
package struct ConditionGap: Hashable, Sendable {
  package enum Missing: Sendable {
    case isTrue
    case isFalse
    /// It was reached, and its value was unknown or an error each time.
    case both
  }

  /// In the text of the expression, UTF-8 offsets.
  package let range: SourceRange
  package let missing: Missing
}

extension CheckedExpression {
  /// How many places of a record the expression's conditions take.
  package var conditionCount: Int { types.count }

  /// Whether the value depends on nothing that is checked.
  package var isConstant: Bool {
    if case .constant = ConditionTree(self).shape { return true }
    return false
  }

  /// Makes code that also notes what each condition comes out as, from a place of the context's
  /// record on.
  package func compile(recordingFrom base: Int) -> Program {
    compile(recording: ConditionTree(self).recordedIDs, from: base)
  }

  /// What a record leaves uncovered: one gap for one cause, in reading order.
  ///
  /// Of a chain and its operands the operands are reported, where one of them explains the chain.
  /// What was never reached is not: what keeps it from being reached is a gap itself. What lies
  /// inside a comparison, a call or a macro is looked at once that came out both ways.
  package func gaps(in record: ConditionRecord, from base: Int) -> [ConditionGap] {
    CoverageReading(record: record, base: base).gaps(of: ConditionTree(self))
      .sorted { $0.range < $1.range }
  }
}

/// Finds the gaps of a tree of conditions in what was recorded.
private struct CoverageReading {
  let record: ConditionRecord
  let base: Int

  func gaps(of tree: ConditionTree) -> [ConditionGap] {
    let outcomes = record[base + tree.id]
    switch tree.shape {
    case .constant: return []
    case .leaf(let inside):
      if outcomes.isEmpty { return [] }
      guard let missing = Self.missing(outcomes) else { return inside.flatMap(gaps) }
      return [ConditionGap(range: tree.range, missing: missing)]
    case .chain(let isAnd, let terms):
      if outcomes.isEmpty { return [] }
      // A chain that no operand ever decided has that gap in every operand.
      let isExplained =
        outcomes.contains(.bool(isAnd)) || terms.contains { isNever(isAnd, $0) }
      let own = ConditionGap(range: tree.range, missing: isAnd ? .isTrue : .isFalse)
      return terms.flatMap(gaps) + (isExplained ? [] : [own])
    case .negation(let operand): return gaps(of: operand)
    case .choice(let test, let first, let second): return [test, first, second].flatMap(gaps)
    case .binding(let inside, let body): return inside.flatMap(gaps) + gaps(of: body)
    }
  }

  private static func missing(_ outcomes: ConditionRecord.Outcomes) -> ConditionGap.Missing? {
    switch (outcomes.contains(.isTrue), outcomes.contains(.isFalse)) {
    case (true, true): nil
    case (false, true): .isTrue
    case (true, false): .isFalse
    case (false, false): .both
    }
  }

  /// Whether a condition never came out as a value, be it reached or not.
  private func isNever(_ value: Bool, _ tree: ConditionTree) -> Bool {
    switch tree.shape {
    // What a constant comes to is not worked out here: it explains whatever it is part of.
    case .constant(let constant): constant.map { $0 != value } ?? true
    case .leaf, .chain: !record[base + tree.id].contains(.bool(value))
    case .negation(let operand): isNever(!value, operand)
    case .choice(_, let first, let second): isNever(value, first) && isNever(value, second)
    case .binding(_, let body): isNever(value, body)
    }
  }
}
