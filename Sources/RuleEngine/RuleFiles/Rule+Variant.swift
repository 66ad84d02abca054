internal import CEL
internal import HostingModel
internal import Synchronization
internal import YAML

extension Rule {
  /// The rule as it is compiled for one kind of entity.
  ///
  /// Each part of a built-in rule is compiled when it is first needed, once for all threads: most
  /// accounts have no entity of some kind, meet no `when` of some rules, and break few of them.
  final class Variant: Sendable {
    let kind: EntityKind
    private let compiler: Mutex<VariantCompiler>

    /// - Parameter compiler: May have compiled the parts already.
    init(_ compiler: VariantCompiler) {
      kind = compiler.kind
      self.compiler = Mutex(compiler)
    }

    /// Whether the rule applies to an entity at all.
    var when: Condition { compiler.withLock { $0.when } }

    /// What must hold of it.
    var check: Condition { compiler.withLock { $0.check } }

    /// What a finding says.
    var presentation: Presentation { compiler.withLock { $0.presentation } }

    /// Adds the tests of `when` and `check` to a screen; nil where they cannot be told by tests.
    func add(to screen: inout ScreenBuilder) -> Screen.Entry? {
      compiler.withLock { compiler in
        compiler.conditions.map { screen.add(when: $0.when, check: $0.check) }
      }
    }

    /// The words of `when` and `check`.
    var conditionNames: Set<String> { compiler.withLock { $0.compiler.file.conditionNames } }
  }
}

/// Compiles a rule for one kind of entity, each part when it is first asked for.
struct VariantCompiler: Sendable {
  let kind: EntityKind
  /// Gathers the faults of the parts that were compiled.
  private(set) var compiler: RuleCompiler
  /// Whether evaluations of `when` and `check` note what their conditions come out as.
  private let isRecording: Bool

  init(_ kind: EntityKind, _ compiler: RuleCompiler, isRecording: Bool) {
    self.kind = kind
    self.compiler = compiler
    self.isRecording = isRecording
  }

  /// Compiles everything, so that every fault is found.
  mutating func compileAll() {
    _ = (when, check, presentation)
  }

  private(set) lazy var when = condition(checkedWhen, recordedFrom: 0)

  // The conditions of `check` are recorded behind those of `when`.
  private(set) lazy var check = condition(
    checkedCheck, recordedFrom: checkedWhen.expression?.conditionCount ?? 0)

  private(set) lazy var presentation = compiler.presentation(
    for: kind, scope: scope,
    // A message is shown where `when` is true and `check` false.
    assuming: (checkedWhen.expression?.presenceWhenTrue ?? .none)
      .union(checkedCheck.expression?.presenceWhenFalse ?? .none))

  /// `when` or `check` before it is compiled.
  private struct Checked {
    /// Whether the rule file has it.
    let isThere: Bool
    /// Nil where it is not there, or has faults.
    let expression: CheckedExpression?
  }

  /// `when` and `check` before they are compiled, nil for one that the rule file does not have; nil
  /// where their programs have to run.
  var conditions: (when: CheckedExpression?, check: CheckedExpression?)? {
    mutating get {
      // Its programs note what conditions come out as, so they have to run.
      if isRecording { return nil }
      let (when, check) = (checkedWhen, checkedCheck)
      guard when.isThere == (when.expression != nil), check.isThere == (check.expression != nil)
      else { return nil }
      return (when.expression, check.expression)
    }
  }

  private lazy var scope = RuleScope.make(kind, among: compiler.file.kinds, compiler.file.params)

  private lazy var checkedWhen = checked(compiler.file.when, assuming: .none)

  private lazy var checkedCheck = checked(
    compiler.file.check, assuming: checkedWhen.expression?.presenceWhenTrue ?? .none)

  private mutating func checked(_ node: NodeID?, assuming facts: PresenceFacts) -> Checked {
    Checked(
      isThere: node != nil,
      expression: node.flatMap {
        compiler.condition($0, scope.declarations, assuming: facts)
      })
  }

  private func condition(_ checked: Checked, recordedFrom base: Int) -> Rule.Condition {
    guard checked.isThere else { return .none }
    guard let expression = checked.expression else { return .faulty }
    return .program(
      isRecording ? expression.compile(recordingFrom: base) : expression.compile())
  }
}
