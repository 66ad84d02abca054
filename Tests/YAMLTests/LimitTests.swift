import Diagnostics
import Foundation
import SourceText
import Testing

@testable import YAML

/// Hostile input ends quickly, with a finding.
struct LimitTests {
  /// Reads a text, and expects it to take well under a second even without optimisation.
  ///
  /// Counted is the thread's own time, so that a busy machine fails no test.
  private func readQuickly(
    _ text: String, limits: ParseLimits = .default,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> ParseResult {
    let bytes = Array(text.utf8)
    let start = threadTime()
    let result = read(bytes, limits: limits)
    let milliseconds = (threadTime() - start) / 1_000_000
    #expect(milliseconds < 900, sourceLocation: sourceLocation)
    return result
  }

  /// The time that this thread has run, in nanoseconds.
  private func threadTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  // Values of their own, so that a failure does not print the whole tree.

  private func expectCut(
    _ result: ParseResult, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let isComplete = result.tree.isComplete
    #expect(!isComplete, sourceLocation: sourceLocation)
  }

  private func expectComplete(
    _ result: ParseResult, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let isComplete = result.tree.isComplete
    #expect(isComplete, sourceLocation: sourceLocation)
  }

  private func rules(_ result: ParseResult) -> [String] {
    result.diagnostics.map(\.rule)
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "{a: ", "[\n", "- - ", "[{", "? - ", "!!seq [", "&a [", "{? ",
    "[\"\",", "{a, b: {",
  ])
  func nestingEndsAtTheLimit(_ opening: String) {
    let result = readQuickly(String(repeating: opening, count: 100_000))
    #expect(
      rules(result) == ["input-limit"], "\(result.diagnostics.map(\.message))")
    expectCut(result)
    let count = result.tree.nodeCount
    #expect(count <= 400)
    for diagnostic in result.diagnostics { expectValidPlace(diagnostic, in: result.tree.file) }
    expectSoundTree(result.tree)
  }

  @Test func nestingEndsAtTheLimitByIndentation() {
    var text = ""
    for level in 0..<2_000 { text += String(repeating: " ", count: level) + "a:\n" }
    let result = readQuickly(text)
    #expect(rules(result) == ["input-limit"])
    // The key of the mapping beyond the limit: 64 lines lie before it.
    let offset = (0..<64).reduce(64) { $0 + $1 + 3 }
    #expect(result.diagnostics.first?.location.range.start == UInt32(offset))
  }

  @Test func nestingUpToTheLimitIsRead() {
    let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(read(text).diagnostics.isEmpty)
    #expect(read("[" + text + "]").diagnostics.map(\.rule) == ["input-limit"])
    #expect(read("# " + String(repeating: "[", count: 100) + "\na: '[[[['").diagnostics.isEmpty)
  }

  @Test func aliasesOfAliasesEndAtTheLimit() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      text +=
        "a\(level): &a\(level) ["
        + Array(repeating: "*a\(level - 1)", count: 10)
        .joined(separator: ", ") + "]\n"
    }
    let result = readQuickly(text)
    #expect(rules(result) == ["input-limit"])
    expectCut(result)
    let key = result.tree.entries(of: result.tree.documents[0]).map { result.tree.string($0.key) }
    #expect(key.last == "a4")
  }

  @Test func theCountOfExpandedNodesDoesNotOverflow() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...100 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    expectComplete(read(text, limits: ParseLimits(expandedNodes: .max)))
    expectCut(read(text))
  }

  @Test func manyAliasesOfASmallValueAreRead() {
    let text = "base: &b {a: 1, b: 2}\n" + (0..<20_000).map { "k\($0): *b\n" }.joined()
    let result = readQuickly(text)
    #expect(result.diagnostics.isEmpty)
  }

  @Test func manyTagDirectivesEndTheReading() {
    func text(_ count: Int) -> String {
      (0..<count).map { "%TAG !a\($0)! tag:x\n" }.joined() + "---\nhosting: 1\n"
    }
    let result = readQuickly(text(50_000))
    #expect(rules(result) == ["input-limit"])
    #expect(
      result.diagnostics.first.map { result.tree.file.position(of: $0.location.range.start).line }
        == 1_001)
    #expect(read(text(100)).diagnostics.isEmpty)
    #expect(
      read("a: |\n" + String(repeating: "  %TAG 50 % %%\n", count: 3_000)).diagnostics.isEmpty)
  }

  @Test func longTagDirectivesEndTheReading() {
    // What a directive stands for is in every tag that names it.
    func text(_ count: Int) -> String {
      "%TAG !e! tag:" + String(repeating: "a", count: count) + "\n---\na:\n"
        + String(repeating: "- !e!f 1\n", count: 10_000)
    }
    let result = readQuickly(text(100_000))
    #expect(rules(result) == ["input-limit"])
    #expect(
      result.diagnostics.first?.message == "the %TAG directive is longer than 1000 bytes")
    #expect(readQuickly(text(900)).diagnostics.isEmpty)
    #expect(read("a: |\n  %TAG " + String(repeating: "x", count: 3_000)).diagnostics.isEmpty)
  }

  @Test func aliasesMayStandForSoMuchAsTheTextIsLong() {
    let list = "a: &a [" + String(repeating: "x, ", count: 1_000) + "]\nb:\n"
    expectComplete(readQuickly(list + String(repeating: "- *a\n", count: 99)))
    expectCut(readQuickly(list + String(repeating: "- *a\n", count: 101)))
    let comment = String(repeating: "# comment\n", count: 25_000)
    expectComplete(readQuickly(comment + list + String(repeating: "- *a\n", count: 120)))
    expectCut(readQuickly(comment + list + String(repeating: "- *a\n", count: 130)))
  }

  @Test func readingEndsAtTheLimitOfNodes() {
    let text = "a: [1, 2, 3, 4]\nb: {c: 5}\n"
    expectComplete(read(text, limits: ParseLimits(nodes: 11)))
    for limit in 0..<11 {
      let result = read(text, limits: ParseLimits(nodes: limit))
      #expect(rules(result) == ["input-limit"], "\(limit)")
      expectCut(result)
      expectSoundTree(result.tree)
      for diagnostic in result.diagnostics { expectValidPlace(diagnostic, in: result.tree.file) }
    }
  }

  @Test func noLimitIsBeyondWhatNodesHold() {
    let limits = ParseLimits(fileBytes: .max, nodes: .max)
    #expect(limits.fileBytes <= Int(Node.largestNumber))
    #expect(limits.nodes < Int(Node.largestNumber))
    #expect(ParseLimits.default.fileBytes == 256 << 20)
  }

  @Test func aFileBeyondTheSizeIsNotRead() {
    let result = read("hosting: 1\n", limits: ParseLimits(fileBytes: 5))
    #expect(rules(result) == ["input-limit"])
    expectCut(result)
    let documents = result.tree.documents
    #expect(documents.isEmpty)
  }

  /// Long texts whose time could grow with the square of their length.
  enum LongText: String, CaseIterable {
    case anchors, aliases, line, quoted, quotedLines, plainLines, block, documents
    case anchorsInDocuments, comments, blankLines, keys, flowKeys, flowItems, flowLines
    case emptyValues, tags, multiByte

    var text: String {
      switch self {
      case .anchors: (0..<20_000).map { "- &a x\n- &b\($0) y\n" }.joined()
      case .aliases: "- &a x\n" + repeated("- *a\n", 50_000)
      case .line: "a: " + repeated("x", 1_000_000) + "\n"
      case .quoted: "a: \"" + repeated("x\\n", 300_000) + "\"\n"
      case .quotedLines: "a: \"" + repeated("x\n ", 200_000) + "\"\n"
      case .plainLines: "a:\n" + repeated(" x\n", 200_000)
      case .block: "a: |\n" + repeated("  x\n", 200_000)
      case .documents: repeated("--- a\n", 20_000)
      case .anchorsInDocuments:
        "---\n" + (0..<2_000).map { "- &a\($0) x\n" }.joined() + repeated("--- &a b\n", 10_000)
      case .comments: repeated("# x\n", 200_000) + "a: b\n"
      case .blankLines: "a: b\n" + repeated(" \n", 300_000) + "c: d\n"
      case .keys: (0..<50_000).map { "subscription-\($0): x\n" }.joined()
      case .flowKeys: "{" + (0..<30_000).map { "k\($0): x, " }.joined() + "}"
      case .flowItems: "[" + repeated("x, ", 60_000) + "]"
      case .flowLines: "[" + repeated("x,\n", 60_000) + "]"
      case .emptyValues: "[" + repeated("{a: }, ", 30_000) + "]"
      case .tags: repeated("- !!str x\n", 30_000)
      case .multiByte: repeated("- é€😀\n", 50_000)
      }
    }

    private func repeated(_ text: String, _ count: Int) -> String {
      String(repeating: text, count: count)
    }
  }

  @Test(arguments: LongText.allCases)
  func longInputIsReadInLinearTime(_ item: LongText) {
    let result = readQuickly(item.text)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.prefix(3).map(\.message))")
    expectComplete(result)
  }

  @Test func manyFaultsAreReportedInLinearTime() {
    let duplicates = readQuickly(String(repeating: "subscription: x\n", count: 20_000))
    #expect(duplicates.diagnostics.count == 19_999)
    let aliases = readQuickly(
      "- &anchor x\n" + (0..<10_000).map { "- &b\($0) x\n- *anchr\n" }.joined())
    #expect(aliases.diagnostics.count == 10_000)
    let line = readQuickly("[" + String(repeating: "*a, ", count: 3_000) + "]")
    #expect(line.diagnostics.count == 3_000)
    let longKey = readQuickly(
      "? " + String(repeating: "k", count: 100_000) + "\n:\n"
        + String(repeating: "  a: *b\n", count: 5_000))
    #expect(longKey.diagnostics.count == 9_999)
    let lengths = longKey.diagnostics.compactMap { $0.field?.unicodeScalars.count }
    #expect(lengths.allSatisfy { $0 <= 130 })
  }

  @Test func mergesOfMergesTakeNoExponentialTime() {
    var text = "m0: &m0 {k: v}\n"
    for level in 1...40 {
      text += "m\(level): &m\(level) {<<: [*m\(level - 1), *m\(level - 1)], k\(level): v}\n"
    }
    let result = readQuickly(text, limits: ParseLimits(expandedNodes: .max))
    let tree = result.tree
    if let last = tree.value(of: "m40", in: tree.documents[0]) {
      #expect(Array(tree.mergedEntries(of: last)).count == 41)
    } else {
      expectCut(result)
    }
  }
}
