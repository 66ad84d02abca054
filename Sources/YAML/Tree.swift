public import SourceText

/// The documents of one YAML file, every node with its place.
///
/// The tree is a few flat arrays; a node is an index. It reads scalars from the
/// file's own text wherever their value stands there as it is.
///
/// A tree that `TreeComposer` made stands for files in another format, of which there may be
/// several: its text is theirs, one behind the other, and only `location(of:)` tells which file a
/// range lies in.
///
/// One object for a whole file, since a tree is handed on for every value that is
/// read: as a structure, each of its arrays was counted anew every time.
@usableFromInline
package final class Tree: Sendable {
  /// The first of the files, in most trees the only one.
  package let file: SourceFile
  package let fileID: FileID
  /// All files, in the order in which their texts stand in the tree's.
  package let parts: [Part]
  /// Whether the nodes are written in the text as YAML, with comments between them.
  package let isYAML: Bool
  /// The root of every document, in order; an empty document's root is an empty plain scalar.
  @usableFromInline package let documents: [NodeID]
  /// Whether the whole text was read: false where a syntax error or a limit
  /// ended the parse. The nodes before that place are there.
  @usableFromInline package let isComplete: Bool

  @usableFromInline package let text: [UInt8]
  @usableFromInline package let nodes: ContiguousArray<Node>
  /// The values of scalars that are not written as they read, one behind the other.
  @usableFromInline package let decoded: [UInt8]
  /// The ranges of `decoded`, one for each such scalar.
  @usableFromInline package let decodedRanges: ContiguousArray<SourceRange>
  /// The explicit tags, by node index.
  let tags: [UInt32: String]
  @usableFromInline let borrowedNodes: BorrowedElements<Node>
  @usableFromInline let borrowedText: BorrowedElements<UInt8>
  @usableFromInline let borrowedDecoded: BorrowedElements<UInt8>

  /// One of the files that a tree is made of.
  package struct Part: Sendable {
    package let file: SourceFile
    package let fileID: FileID
    /// Where its text starts in the tree's.
    package let start: UInt32
  }

  /// What a parse fills in.
  struct Contents {
    var documents: [NodeID] = []
    var isComplete = true
    var nodes: ContiguousArray<Node> = []
    var decoded: [UInt8] = []
    var decodedRanges: ContiguousArray<SourceRange> = []
    var tags: [UInt32: String] = [:]
  }

  convenience init(file: SourceFile, fileID: FileID, _ contents: Contents) {
    self.init(
      Part(file: file, fileID: fileID, start: 0), others: [], text: file.text, isYAML: true,
      contents)
  }

  /// A tree of nodes that are not written as YAML.
  ///
  /// - Parameter parts: At least one; `text` is their texts, one behind the other.
  convenience init?(parts: [Part], text: [UInt8], _ contents: Contents) {
    guard let first = parts.first else { return nil }
    self.init(first, others: parts.dropFirst(), text: text, isYAML: false, contents)
  }

  private init(
    _ first: Part, others: ArraySlice<Part>, text: [UInt8], isYAML: Bool, _ contents: Contents
  ) {
    file = first.file
    fileID = first.fileID
    parts = [first] + others
    self.isYAML = isYAML
    self.text = text
    documents = contents.documents
    isComplete = contents.isComplete
    nodes = contents.nodes
    decoded = contents.decoded
    decodedRanges = contents.decodedRanges
    tags = contents.tags
    borrowedNodes = BorrowedElements(of: nodes)
    borrowedText = BorrowedElements(of: text)
    borrowedDecoded = BorrowedElements(of: decoded)
  }

  /// The same tree, its one file under another id.
  func renumbered(_ id: FileID) -> Tree {
    Tree(
      file: file, fileID: id,
      Contents(
        documents: documents, isComplete: isComplete, nodes: nodes, decoded: decoded,
        decodedRanges: decodedRanges, tags: tags))
  }

  /// The number of nodes, those of all documents together.
  package var nodeCount: Int { nodes.count }

  @inlinable
  @inline(__always)
  package func node(_ id: NodeID) -> Node {
    borrowedNodes[Int(id.index)]
  }

  @inlinable
  @inline(__always)
  package func kind(_ id: NodeID) -> Node.Kind {
    node(id).kind
  }

  /// How a node is written; aliases are plain.
  @inlinable
  @inline(__always)
  package func style(_ id: NodeID) -> Node.Style {
    node(id).style
  }

  /// Whether a node is a scalar without quotes.
  @inlinable
  @inline(__always)
  package func isPlain(_ id: NodeID) -> Bool {
    node(id).isPlainScalar
  }

  /// The bytes of a node in the file's text, anchor and tag left out.
  ///
  /// A quoted scalar has its quotes, a block scalar runs from its `|` or `>` to
  /// the end of its last line with content, a block collection from the first
  /// to the last byte of its content. An absent value is an empty range behind
  /// its `:`, `-` or `?`. An alias is `*name`.
  @inlinable
  package func range(_ id: NodeID) -> SourceRange {
    let node = node(id)
    return SourceRange(start: node.start, end: node.end)
  }

  package func location(_ id: NodeID) -> SourceLocation {
    location(of: range(id))
  }

  /// The file that a range of the tree's text lies in, and the range there.
  package func location(of range: SourceRange) -> SourceLocation {
    let part = part(of: range)
    guard part.start > 0 else { return SourceLocation(file: part.fileID, range: range) }
    return SourceLocation(
      file: part.fileID,
      range: SourceRange(
        start: range.start - part.start, end: max(range.end, range.start) - part.start))
  }

  /// The file of an id among the tree's.
  package func file(in id: FileID) -> SourceFile {
    parts.first { $0.fileID == id }?.file ?? file
  }

  /// The text of a range as it is written.
  package func source(in range: SourceRange) -> String {
    let end = min(Int(range.end), text.count)
    return String(decoding: text[min(Int(range.start), end)..<end], as: UTF8.self)
  }

  /// Remembers ranges whose text must never be shown.
  package func markSecrets(_ ranges: [SourceRange]) {
    guard parts.count > 1 else { return file.markSecrets(ranges) }
    var byFile: [FileID: [SourceRange]] = [:]
    for range in ranges {
      let location = location(of: range)
      byFile[location.file, default: []].append(location.range)
    }
    for part in parts { part.file.markSecrets(byFile[part.fileID] ?? []) }
  }

  private func part(of range: SourceRange) -> Part {
    var low = 0
    var high = parts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].start <= range.start { low = middle } else { high = middle }
    }
    return parts[low]
  }

  /// The explicit tag, resolved: `tag:yaml.org,2002:str` for `!!str`, `!local`, or `!`.
  package func tag(_ id: NodeID) -> String? {
    guard node(id).has(Node.hasTag) else { return nil }
    return tags[id.index]
  }

  /// An alias's target, any other node itself.
  ///
  /// An alias without a target, which `parse` has reported, is returned as it is.
  @inlinable
  @inline(__always)
  package func resolve(_ id: NodeID) -> NodeID {
    let node = node(id)
    return node.kind == .alias ? NodeID(node.link) : id
  }

  /// Whether the parse ended inside this node, so that more may belong to it.
  ///
  /// True for the collections that were open at the place of a syntax error or
  /// limit, for the empty value of a key that came last before it, and for the
  /// last scalar before a line that is not text.
  @inlinable
  @inline(__always)
  package func isCut(_ id: NodeID) -> Bool {
    node(id).has(Node.isCut)
  }

  /// Whether a mapping has a merge key, `<<`.
  @inlinable
  package func hasMergeKey(_ mapping: NodeID) -> Bool {
    node(mapping).hasMergeKey
  }

  /// Where a node's value stands: in `decoded` or in `text`.
  @inlinable
  @inline(__always)
  package func place(of node: Node) -> (isDecoded: Bool, start: Int, end: Int) {
    guard node.kind == .scalar else {
      let end = node.kind == .alias ? node.end : node.start
      return (false, Int(node.start), Int(end))
    }
    if node.has(Node.isDecoded) {
      let range = decodedRanges[Int(node.link)]
      return (true, Int(range.start), Int(range.end))
    }
    // Quoted text that reads as it is written lies between its quotes.
    let quote: UInt32 = node.style == .plain ? 0 : 1
    return (false, Int(node.start + quote), Int(node.end - quote))
  }
}
