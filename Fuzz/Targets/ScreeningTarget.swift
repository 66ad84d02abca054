import Diagnostics
import SourceText
import YAML

@testable import HostingModel
@testable import Linting
@testable import RuleEngine

/// The built-in rules over one hosting file, read by several threads and judged with screens, and
/// read by one and judged without: the same comes of it.
enum ScreeningTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    guard case .success(let text) = TextDecoding.utf8(from: input) else { return }
    let tree = parse(SourceFile(path: "hosting.yaml", text: text), id: FileID(0)).tree
    let threads = 1 + input.count % 3
    let whole = HostingReader.read([tree])
    let parts = HostingReader.read([tree], threads: threads, nodesPerThread: 1)
    if parts.diagnostics != whole.diagnostics { throw FuzzFailure("threads change what is read") }
    let settings = try Checking.settings
    let noted = Set(settings.rules.rules.map(\.id))
    func outcome(over hosting: Hosting, screenedCount: Int, threads: Int) -> RuleRunner.Outcome {
      RuleRunner.run(
        settings.rules, over: hosting, today: settings.today, notingUndecidedOf: noted,
        screenedCount: screenedCount, threads: threads)
    }
    let screened = outcome(over: parts.hosting, screenedCount: 0, threads: threads)
    let plain = outcome(over: whole.hosting, screenedCount: .max, threads: 1)
    let differing = Set(screened.diagnostics).symmetricDifference(plain.diagnostics)
    if let finding = differing.first {
      throw FuzzFailure("screens change the findings: \(finding.rule) on \(finding.entity)")
    }
    if screened.diagnostics.count != plain.diagnostics.count {
      throw FuzzFailure("screens change how often something is found")
    }
    if screened.undecidedCounts != plain.undecidedCounts
      || screened.notApplicable != plain.notApplicable
      || screened.undecided.count != plain.undecided.count
    {
      throw FuzzFailure("screens change what is undecided")
    }
    if screened.failures != plain.failures { throw FuzzFailure("screens change what fails") }
    if screened.idleRules.map(\.id) != plain.idleRules.map(\.id) {
      throw FuzzFailure("screens change which rules are idle")
    }
  }
}
