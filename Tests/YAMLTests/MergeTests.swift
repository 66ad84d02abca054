import Testing

@testable import YAML

/// Merge keys give a mapping the entries of others.
struct MergeTests {
  /// The entries of the mapping at key `m`, merged ones marked.
  private func merged(_ text: String) -> [String] {
    let result = read(text)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    let tree = result.tree
    guard let mapping = tree.value(of: "m", in: tree.documents[0]) else { return [] }
    return tree.mergedEntries(of: mapping).map {
      "\(tree.string(tree.resolve($0.key)))=\(tree.string(tree.resolve($0.value)))"
        + ($0.isMerged ? "*" : "")
    }
  }

  @Test(arguments: [
    ("m: {a: 1, b: 2}", ["a=1", "b=2"]),
    ("x: &x {a: 1, b: 2}\nm: {<<: *x, b: 3}", ["b=3", "a=1*"]),
    ("x: &x {a: 1, b: 2}\nm:\n  b: 3\n  <<: *x", ["b=3", "a=1*"]),
    ("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nm: {<<: [*x, *y]}", ["a=1*", "b=2*"]),
    ("x: &x {a: 1}\ny: &y {<<: *x, a: 2, b: 2}\nm: {<<: *y}", ["a=2*", "b=2*"]),
    (
      "x: &x {c: 1}\ny: &y {<<: *x, a: 2}\nz: &z {c: 9, a: 9}\nm: {<<: [*y, *z]}", ["a=2*", "c=1*"]
    ),
    ("m: {<<: {a: 1}, b: 2}", ["b=2", "a=1*"]),
    ("m: {'<<': 1}", ["<<=1"]),
    ("l: &l [{a: 1}, {b: 2}]\nm: {<<: *l}", ["a=1*", "b=2*"]),
    ("m: {<<: {1: a}, '1': b, 0x1: c}", ["1=b", "0x1=c"]),
    ("m: {<<: [], b: 1}", ["b=1"]),
    ("m: {? {<<: {a: 1}} : 2}", ["=2"]),
    ("m: {<<: {? {<<: {a: 1}} : 2}}", ["=2*"]),
  ])
  func entries(_ text: String, _ expected: [String]) {
    let found = merged(text)
    #expect(found == expected)
  }

  @Test func entriesWithoutMergingShowTheKey() {
    let tree = read("x: &x {a: 1}\nm: {<<: *x, b: 2}").tree
    let mapping = tree.value(of: "m", in: tree.documents[0])
    #expect(mapping.map { tree.entries(of: $0).map { tree.string($0.key) } } == ["<<", "b"])
    #expect(mapping.map { tree.hasMergeKey($0) } == true)
  }
}
