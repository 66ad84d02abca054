package import SourceText

/// Makes a tree of nodes that each point at a place in files of another format.
///
/// What is opened is closed in the reverse order; keys and values of a mapping alternate. A node's
/// value is the text at its place, or a text of its own that the tree keeps beside it.
package struct TreeComposer {
  private let parts: [Tree.Part]
  /// The texts of the parts, one behind the other: what ranges are offsets in.
  package let text: [UInt8]
  private var contents = Tree.Contents()
  private var open: [UInt32] = []
  /// Whether nodes can hold every place and index.
  private var fits: Bool
  /// The entries of `decodedRanges` that hold words of the program, by their address.
  private var words: [UnsafePointer<UInt8>: UInt32] = [:]

  /// - Parameters:
  ///   - files: In the order in which their texts stand in `text`.
  ///   - text: Their texts, one behind the other.
  package init(_ files: [(file: SourceFile, id: FileID)], text: [UInt8]) {
    var start = 0
    parts = files.map { file, id in
      defer { start += file.text.count }
      return Tree.Part(file: file, fileID: id, start: UInt32(truncatingIfNeeded: start))
    }
    self.text = text
    fits = text.count <= Int(Node.largestNumber)
  }

  /// The tree of everything that was added; nil without a document, and where there is more than a
  /// tree can hold.
  package consuming func finish() -> Tree? {
    contents.documents.isEmpty || !fits ? nil : Tree(parts: parts, text: text, contents)
  }

  /// Begins a mapping, in which keys and values follow in turn.
  ///
  /// - Parameter place: What stands for the whole of it, one token.
  package mutating func openMapping(at place: SourceRange) {
    open(.mapping, at: place)
  }

  /// Begins a list.
  package mutating func openList(at place: SourceRange) {
    open(.sequence, at: place)
  }

  private mutating func open(_ kind: Node.Kind, at place: SourceRange) {
    let node = Node(start: place.start, end: place.end, link: 0, kind: kind, style: .flow)
    open.append(append(node))
  }

  /// Ends the innermost mapping or list.
  ///
  /// - Parameter isCut: Whether more may belong to it, which could not be read.
  package mutating func close(isCut: Bool = false) {
    guard let index = open.popLast(), fits else { return }
    contents.nodes[Int(index)].link = UInt32(truncatingIfNeeded: contents.nodes.count)
    if isCut { contents.nodes[Int(index)].bits |= Node.isCut }
  }

  /// Adds a key, or a value that is a word of the format.
  ///
  /// - Parameter place: What in the file means it.
  package mutating func add(_ word: StaticString, at place: SourceRange) {
    let link: UInt32
    if let known = words[word.utf8Start] {
      link = known
    } else {
      link = keep(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
      words[word.utf8Start] = link
    }
    append(link, at: place)
  }

  /// Adds a scalar whose value is the text at its place; a text that would read as null, a boolean
  /// or a number only where the field's type says so.
  package mutating func add(textAt place: SourceRange) {
    _ = append(
      Node(start: place.start, end: place.end, link: 0, kind: .scalar, style: .plain))
  }

  /// Adds a scalar with a text of its own.
  package mutating func add(_ value: some Collection<UInt8>, at place: SourceRange) {
    append(keep(value), at: place)
  }

  /// Adds a scalar that is text, whatever it would mean without quotes.
  package mutating func add(quoted value: some Collection<UInt8>, at place: SourceRange) {
    append(keep(value), at: place, style: .doubleQuoted)
  }

  /// Adds a key without a value: the field is absent, and its place is the key's.
  package mutating func add(blank key: StaticString, at place: SourceRange) {
    add(key, at: place)
    add(textAt: SourceRange(at: place.end))
  }

  private mutating func keep(_ value: some Collection<UInt8>) -> UInt32 {
    let start = UInt32(truncatingIfNeeded: contents.decoded.count)
    contents.decoded.append(contentsOf: value)
    contents.decodedRanges.append(
      SourceRange(start: start, end: UInt32(truncatingIfNeeded: contents.decoded.count)))
    return UInt32(truncatingIfNeeded: contents.decodedRanges.count - 1)
  }

  private mutating func append(_ link: UInt32, at place: SourceRange, style: Node.Style = .plain) {
    var node = Node(start: place.start, end: place.end, link: link, kind: .scalar, style: style)
    node.bits |= Node.isDecoded
    _ = append(node)
  }

  private mutating func append(_ node: Node) -> UInt32 {
    if contents.nodes.count >= Int(Node.largestNumber) { fits = false }
    guard fits else { return 0 }
    let index = UInt32(truncatingIfNeeded: contents.nodes.count)
    if open.isEmpty { contents.documents.append(NodeID(index)) }
    contents.nodes.append(node)
    return index
  }
}
