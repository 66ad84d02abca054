import Diagnostics
import SourceText
import Testing

@testable import YAML

/// A key that stands twice is a finding at the later one.
struct DuplicateKeyTests {
  @Test(arguments: [
    "a: 1\nb: 2\na: 3\n", "a: 1\n'a': 2\n", "a: 1\n\"\\x61\": 2\n", "{a: 1, a: 2}",
    "1: x\n0x1: y\n", "null: x\n~: y\n", "true: x\nTrue: y\n", "1.0: x\n1.00: y\n",
    "long-key-of-many-bytes: 1\nlong-key-of-many-bytes: 2\n", "a: &k b\n*k : 1\nb: 2\n",
    "<<: {x: y}\n<<: {z: y}\n", "? a\n? a\n", "!!str 1: x\n'1': y\n", "'': 1\n'': 2\n",
    "123456789012345678901: 1\n123456789012345678901: 2\n",
  ])
  func equalKeys(_ text: String) {
    let result = read(text)
    #expect(result.diagnostics.map(\.rule) == ["duplicate-key"])
    #expect(result.tree.isComplete)
    let places = result.diagnostics.map { ($0.location.range.start, $0.related.count) }
    #expect(places.allSatisfy { $0.0 > 0 && $0.1 == 1 })
  }

  @Test(arguments: [
    "a: 1\nA: 2\n", "1: x\n'1': y\n", "1: x\n1.0: y\n", "null: x\n'null': y\n", "'': x\nnull: y\n",
    "long-key-a: 1\nlong-key-b: 2\n", "a: {b: 1}\nc: {b: 2}\n", "[a]: 1\n[b]: 2\n",
    "true: x\nyes: y\n", "é: 1\ne\u{301}: 2\n", "<<: {a: 1}\na: 2\n", "'<<': 1\n<<: {a: 1}\n",
    "---\na: 1\n---\na: 2\n", "- a: 1\n- a: 2\n",
  ])
  func keysThatDiffer(_ text: String) {
    #expect(read(text).diagnostics.isEmpty)
  }

  @Test func everyLaterKeyIsReportedWithTheFirstOne() {
    let result = read("r:\n  - x: 1\n  - a: 1\n    b: 2\n    a: 3\n    a: 4\n")
    #expect(result.diagnostics.map(\.location.range) == [34..<35, 43..<44].map(range))
    #expect(
      result.diagnostics.map { $0.related.map(\.location.range) } == [
        [range(16..<17)], [range(16..<17)],
      ])
    #expect(result.diagnostics.map(\.field) == ["r[1].a", "r[1].a"])
    #expect(result.diagnostics.map(\.entity) == ["file/hosting.yaml", "file/hosting.yaml"])
    let tree = result.tree
    let mapping = tree.items(of: NodeID(2)).map { $0 }[1]
    #expect(tree.value(of: "a", in: mapping).map { tree.string($0) } == "1")
  }

  @Test func manyKeysAreComparedToo() {
    let keys = (0..<500).map { "a-long-common-prefix-\($0): x\n" }
    #expect(read(keys.joined()).diagnostics.isEmpty)
    let result = read(keys.joined() + keys[77] + "b: c\n" + keys[3])
    #expect(
      result.diagnostics.map(\.field) == ["a-long-common-prefix-77", "a-long-common-prefix-3"])
  }

  private func range(_ range: Range<UInt32>) -> SourceRange {
    SourceRange(start: range.lowerBound, end: range.upperBound)
  }
}
