internal import CEL

/// What one rule has taken in a run, for all of its kinds, and how it failed.
///
/// A class, since it is counted up for every entity.
final class RuleMeter {
  private let rule: String
  /// The steps that its evaluations may take together.
  private let bound: Int
  private var steps = 0
  /// Whether they have taken more.
  private(set) var isExceeded = false
  /// Evaluations that crossed a bound of their own.
  var exceededEvaluations = 0
  /// Whether it is not evaluated any more.
  private(set) var isStopped = false
  private var failures = 0
  private var firstFailure = ""
  /// Why it was stopped, where no failure tells.
  private var excess: String?

  init(rule: String, bound: Int) {
    self.rule = rule
    self.bound = bound
  }

  /// Counts steps.
  func add(_ steps: Int) {
    self.steps &+= steps
    if self.steps > bound { isExceeded = true }
  }

  func fail(on entity: String, because reason: String) {
    if failures == 0 { firstFailure = "on \(entity): \(reason)" }
    failures += 1
  }

  /// Stops the rule for what its failures tell.
  func stop() {
    isStopped = true
  }

  /// Stops the rule for what all its evaluations took together.
  func stop(at entity: String) {
    isStopped = true
    excess =
      "rule \(rule) was stopped at \(entity): its evaluations take more than \(bound) steps in all"
  }

  /// Why the rule did not do all of its work, one sentence each.
  var sentences: [String] {
    var sentences: [String] = []
    if failures > 0 {
      let more =
        switch failures {
        case 1: ""
        case 2: " (and 1 more time)"
        default: " (and \(failures - 1) more times)"
        }
      let end = isStopped && excess == nil ? "; it was then left out" : ""
      sentences.append("rule \(rule) failed \(firstFailure)\(more)\(end)")
    }
    return sentences + [excess].compactMap { $0 }
  }
}

extension Program {
  /// Evaluates the expression and counts its steps.
  func evaluate(_ context: EvaluationContext, counting meter: RuleMeter) -> Value {
    let value = evaluate(context)
    // Most evaluations take none: only macros and functions on texts and lists do.
    if context.steps != 0 { meter.add(context.steps) }
    return value
  }
}
