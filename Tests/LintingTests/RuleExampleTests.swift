import Diagnostics
import Foundation
import HostingModel
import SourceText
import Testing
import YAML

@testable import Linting
@testable import RuleEngine

/// The examples of every built-in rule, as they are written and in other dress.
@Suite("Examples of the built-in rules")
struct RuleExampleTests {
  @Test("Findings stand exactly on the marked lines", arguments: BuiltinRuleFiles.ids)
  func asWritten(rule id: String) throws {
    let outcomes = try BuiltinRuleFiles.runner(id).run()
    #expect(outcomes.contains { !$0.expected.isEmpty }, "no example shows the fault")
    #expect(outcomes.contains { $0.expected.isEmpty }, "no example shows what is right")
    for outcome in outcomes {
      #expect(outcome.actual == outcome.expected, "\(outcome.title)")
      #expect(outcome.report.failures == [], "\(outcome.title)")
    }
  }

  @Test("Each fault of an example is one finding", arguments: BuiltinRuleFiles.ids)
  func once(rule id: String) throws {
    for outcome in try BuiltinRuleFiles.runner(id).run() {
      let count = outcome.report.findings.count { $0.diagnostic.rule == id }
      #expect(count == outcome.expected.count, "\(outcome.title)")
    }
  }

  @Test(
    "Messages, labels and remedies are filled in and end as they should",
    arguments: BuiltinRuleFiles.ids)
  func texts(rule id: String) throws {
    let hasNoCheck = try BuiltinRuleFiles.file(id).hasNoCheck
    for outcome in try BuiltinRuleFiles.runner(id).run() {
      for finding in outcome.report.findings.map(\.diagnostic) where finding.rule == id {
        #expect(!finding.message.isEmpty && !finding.remedy.isEmpty, "\(outcome.title)")
        for line in [finding.message] + finding.related.map(\.text) {
          #expect(!line.hasSuffix("."), "\(line)")
        }
        for text in [finding.message, finding.remedy] + finding.related.map(\.text) {
          #expect(!text.contains(where: "{}\n".contains), "\(text)")
          #expect(!text.contains("  "), "\(text)")
          // A hole whose value is unknown reads so.
          #expect(!text.contains("unknown") || hasNoCheck, "\(text)")
        }
      }
    }
  }

  // MARK: - Other bytes, the same lines

  /// Changes that leave every line as it is, or move all of them down.
  enum Dress: CaseIterable {
    case byteOrderMark, carriageReturns, comment, all

    func apply(_ text: String) -> String {
      switch self {
      case .byteOrderMark: "\u{FEFF}" + text
      case .carriageReturns: text.replacingOccurrences(of: "\n", with: "\r\n")
      case .comment: "# 🐝 la ruche de l’été 👩‍🚀\n" + text
      case .all:
        Dress.byteOrderMark.apply(Dress.carriageReturns.apply(Dress.comment.apply(text)))
      }
    }

    var lines: Int { self == .comment || self == .all ? 1 : 0 }
  }

  @Test(
    "A byte-order mark, CR LF and a comment with emoji move findings and change none",
    arguments: BuiltinRuleFiles.ids, Dress.allCases)
  func dressed(rule id: String, dress: Dress) throws {
    let runner = try BuiltinRuleFiles.runner(id)
    for example in try BuiltinRuleFiles.file(id).examples {
      // An export has other comments, and one before its declaration is none of XML.
      if example.isExport, dress.lines > 0 { continue }
      let original = try #require(runner.run(example)).report
      let report = try #require(runner.run(example.changing(dress.apply))).report
      #expect(
        PlacedFinding.all(in: report) == PlacedFinding.all(in: original, movedDown: dress.lines),
        "\(example.title)")
    }
  }

  // MARK: - Flow style

  /// Examples that flow style cannot show: reading stops inside them, so what stands behind that
  /// place has no node that could be written anew.
  private static let withoutFlowStyle = [
    "input-limit": ["a hundred levels"],
    "yaml-syntax": [
      "a value that holds a colon", "a value that begins with @", "a tab as indentation",
    ],
  ]

  @Test(
    "In flow style the same findings stand on the same nodes",
    arguments: BuiltinRuleFiles.idsBesideComments, FlowStyle.Layout.allCases)
  func flowStyle(rule id: String, layout: FlowStyle.Layout) throws {
    let runner = try BuiltinRuleFiles.runner(id)
    var impossible: [String] = []
    for example in try BuiltinRuleFiles.file(id).examples where !example.isExport {
      let original = try #require(runner.run(example)).report
      var flows: [String: FlowStyle] = [:]
      var trees: [String: Tree] = [:]
      for file in example.files {
        let source = SourceFile(path: file.name, text: Array(file.text.utf8))
        trees[file.name] = parse(source, id: FileID(0)).tree
        flows[file.name] = FlowStyle(try #require(trees[file.name]), layout: layout)
      }
      guard flows.count == example.files.count else {
        impossible.append(example.title)
        continue
      }
      let flowExample = example.changing { name, _ in
        String(decoding: flows[name]?.text ?? [], as: UTF8.self)
      }
      let report = try #require(runner.run(flowExample)).report
      let images = try FlowImages(trees: trees, flows: flows)
      expectSame(original, report, images, example.title)
    }
    #expect(impossible == Self.withoutFlowStyle[id] ?? [])
  }

  /// Expects each finding of a report, and no other, at its node's new place.
  private func expectSame(
    _ original: Report, _ report: Report, _ images: FlowImages, _ title: String
  ) {
    var rest = report.findings.map(\.diagnostic)
    for finding in original.findings.map(\.diagnostic) {
      let match = rest.firstIndex { candidate in
        finding.key == candidate.key
          && finding.related.map(\.text) == candidate.related.map(\.text)
          && zip(
            [finding.location] + finding.related.map(\.location),
            [candidate.location] + candidate.related.map(\.location)
          ).allSatisfy { from, to in
            images.image(of: from.range, in: original.files[from.file].path)
              .contains(Place(report.files[to.file].path, to.range))
          }
      }
      if let match {
        rest.remove(at: match)
      } else {
        Issue.record(
          """
          \(title): not there in flow style: \(PlacedFinding(finding, in: original))
          \(PlacedFinding.all(in: report).map(\.description).joined(separator: "\n"))
          """)
      }
    }
    #expect(rest.map(\.message) == [], "\(title)")
  }

  /// A range of a file of an example.
  fileprivate struct Place: Hashable {
    let file: String
    let range: SourceRange

    init(_ file: String, _ range: SourceRange) {
      self.file = file
      self.range = range
    }
  }

  /// Where the nodes of an example's files are in flow style.
  private struct FlowImages {
    private var places: [Place: Set<Place>] = [:]

    init(trees: [String: Tree], flows: [String: FlowStyle]) throws {
      for (name, tree) in trees {
        let flow = try #require(flows[name])
        let flowTree = parse(SourceFile(path: name, text: flow.text), id: FileID(0)).tree
        #expect(flowTree.isComplete && flowTree.nodeCount == tree.nodeCount)
        for index in 0..<UInt32(min(flowTree.nodeCount, tree.nodeCount)) {
          let node = NodeID(index)
          // What was written is what the reader finds.
          #expect(flowTree.range(node) == flow.ranges[node])
          #expect(flowTree.keyPath(to: node) == tree.keyPath(to: node))
          add(tree.range(node), flowTree.range(node), name)
          add(tree.firstToken(of: node), flowTree.firstToken(of: node), name)
        }
      }
    }

    private mutating func add(_ from: SourceRange, _ to: SourceRange, _ name: String) {
      places[Place(name, from), default: []].insert(Place(name, to))
    }

    /// A key that begins a block mapping may stand for itself or for the mapping.
    func image(of range: SourceRange, in file: String) -> Set<Place> {
      places[Place(file, range)] ?? []
    }
  }
}

extension RuleFile.Example {
  /// Whether its files are Plesk's, not hosting files.
  fileprivate var isExport: Bool { files.contains { $0.text.hasPrefix("<") } }

  /// The example with its files' texts changed.
  fileprivate func changing(_ change: (_ name: String, _ text: String) -> String) -> Self {
    Self(
      title: title,
      files: files.map {
        File(name: $0.name, text: change($0.name, $0.text), isEarlier: $0.isEarlier)
      },
      today: today, params: params)
  }

  fileprivate func changing(_ change: (String) -> String) -> Self {
    changing { _, text in change(text) }
  }
}

extension Diagnostic {
  /// All that a finding says but its places.
  fileprivate var key: [String] {
    // "pack starter, packs.yaml:12": the line is a place too.
    let message = message.replacing(/\.yaml:\d+/, with: ".yaml")
    return [rule, severity.name, message, remedy, entity, field ?? "-", reseller ?? "-"] + entities
  }
}
