import Diagnostics
import SourceText

@testable import YAML

/// A text that is read in pieces: the tree is that of the whole text, which is without fault.
enum SplitParseTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    let file = SourceFile(path: "hosting.yaml", text: input)
    let mark = SourceFile.byteOrderMark
    let base = input.starts(with: mark) ? mark.count : 0
    guard input.count > base else { return }
    var whole: ParseResult?
    for pieces in 2...5 {
      let contents = input.withUnsafeBufferPointer {
        SplitParse.contents(of: $0, base: base, limits: .default, pieces: pieces)
      }
      guard let contents else { continue }
      let expected = whole ?? parse(file, id: FileID(0))
      whole = expected
      if let fault = expected.diagnostics.first {
        throw FuzzFailure("read in \(pieces) pieces in spite of a fault: \(fault.message)")
      }
      if !isEqual(Tree(file: file, fileID: FileID(0), contents), expected.tree) {
        throw FuzzFailure("read in \(pieces) pieces, another tree")
      }
    }
  }

  private static func isEqual(_ left: Tree, _ right: Tree) -> Bool {
    guard left.documents == right.documents, left.isComplete == right.isComplete,
      left.nodes.count == right.nodes.count
    else { return false }
    return left.nodes.indices.allSatisfy { index in
      let (first, second) = (left.nodes[index], right.nodes[index])
      let id = NodeID(UInt32(truncatingIfNeeded: index))
      return (first.start, first.end, first.bits) == (second.start, second.end, second.bits)
        && (first.kind == .scalar
          ? left.utf8(id).elementsEqual(right.utf8(id)) : first.link == second.link)
        && left.tag(id) == right.tag(id)
    }
  }
}
