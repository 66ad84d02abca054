import Diagnostics
import SourceText
import YAML

@testable import Linting
@testable import RuleEngine

/// A rule file: what is wrong with it, its examples, and a check of an account with it.
enum RuleFileTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    var text = input
    if case .success(let decoded) = TextDecoding.utf8(from: input) { text = decoded }
    let source = SourceFile(path: "policy/own-rule.yaml", text: text)
    let (file, errors) = RuleFileReader.read(source, id: FileID(0), area: "policy")
    guard errors.isEmpty else {
      let others = RuleSet.expressionFaults(in: [], faulty: [file])
      return try Checking.show(Diagnostic.inReportOrder(errors + others), in: source)
    }
    let (runner, faults) = ExampleRunner.make(file)
    guard let runner else {
      return try Checking.show(Diagnostic.inReportOrder(faults), in: source)
    }
    for outcome in runner.run() { try Checking.show(outcome.report) }
    guard let rules = RuleSet.load([file], isThorough: true).rules else { return }
    var settings = try Checking.settings
    settings.rules = rules.byPurpose.state
    try Checking.check(Array(Checking.account.utf8), path: "hosting.yaml", settings)
  }
}
