import Testing

@testable import YAML

/// A node keeps what it is made of apart.
struct NodeTests {
  private static let kinds: [Node.Kind] = [.scalar, .sequence, .mapping, .alias]
  private static let styles: [Node.Style] = [
    .plain, .singleQuoted, .doubleQuoted, .literal, .folded, .flow, .block,
  ]
  private static let flags = [Node.isDecoded, Node.hasTag, Node.merges, Node.isCut]

  @Test func nodesTakeTwelveBytes() {
    #expect(MemoryLayout<Node>.stride == 12)
  }

  @Test(arguments: [0, 1, 0x1555_5555, Node.largestNumber])
  func partsAreIndependent(_ number: UInt32) {
    for kind in Self.kinds {
      for style in Self.styles {
        for flag in Self.flags {
          var node = Node(start: 0, end: number, link: 0, kind: kind, style: style)
          node.bits |= flag
          node.start = number
          node.end = 0
          node.link = number
          #expect((node.start, node.end, node.link) == (number, 0, number))
          node.end = number
          node.link = 0
          #expect((node.start, node.end, node.link) == (number, number, 0))
          #expect(node.kind == kind)
          #expect(node.style == style)
          #expect(Self.flags.filter { node.has($0) } == [flag])
          #expect(node.isPlainScalar == (kind == .scalar && style == .plain))
          #expect(node.hasMergeKey == (kind == .mapping && flag == Node.merges))
          #expect(node.isMergeKey == (kind == .scalar && flag == Node.merges))
        }
      }
    }
  }

  @Test func bitsAreAllThatAPreparedTreeNeeds() {
    var node = Node(start: 3, end: 9, link: 2, kind: .scalar, style: .doubleQuoted)
    node.bits |= Node.isDecoded | Node.isCut
    let copy = Node(start: 3, end: 9, link: 2, bits: node.bits)
    #expect(copy.style == .doubleQuoted)
    #expect(copy.has(Node.isDecoded) && copy.has(Node.isCut) && !copy.has(Node.hasTag))
  }
}
