internal import Parallel
internal import SourceText

/// Reads one large text as several pieces at once, where that surely gives the same tree.
///
/// Hosting files, and most large YAML files, are a mapping with one long block sequence. Such a text
/// is cut where items of that sequence start, and where the next key of the mapping does. Each piece
/// is read for itself, and the trees are put together only if what was read proves that the cuts
/// were such places: every piece is one document without a fault, the first ends in a block sequence
/// of the root mapping whose dashes stand in the column of the cuts, each other piece is exactly one
/// block sequence in that column, and the tail one mapping of further keys. Else the text is read as a
/// whole.
struct SplitParse {
  private let text: UnsafeBufferPointer<UInt8>
  /// The length of the byte-order mark.
  private let base: Int
  private let limits: ParseLimits

  /// Texts below this size, in bytes, are read as a whole: a thread would hardly save its start.
  static let minimumSize = 1 << 20

  /// The nodes of a text; nil where it has to be read as a whole.
  ///
  /// - Parameter pieces: How many pieces to make of it.
  static func contents(
    of text: UnsafeBufferPointer<UInt8>, base: Int, limits: ParseLimits, pieces: Int
  ) -> Tree.Contents? {
    let parse = SplitParse(text: text, base: base, limits: limits)
    guard pieces > 1, let (cuts, column, tail) = parse.cuts(pieces) else { return nil }
    return parse.contents(cutAt: cuts, column: column, tail: tail, threads: pieces)
  }

  init(text: UnsafeBufferPointer<UInt8>, base: Int, limits: ParseLimits) {
    self.text = text
    self.base = base
    self.limits = limits
  }

  // MARK: Cuts

  /// Offsets of lines where items of one sequence may start, the column of their dashes, and where
  /// the keys behind that sequence start.
  private func cuts(_ pieces: Int) -> (offsets: [Int], column: Int, tail: Int?)? {
    guard let (first, column) = leastIndentedItem(from: base + (text.count - base) / pieces) else {
      return nil
    }
    var cuts = [first]
    for piece in 2..<max(pieces, 2) {
      let target = base + (text.count - base) / pieces * piece
      guard target > (cuts.last ?? 0), let next = item(from: target, column: column) else {
        continue
      }
      if next > (cuts.last ?? 0) { cuts.append(next) }
    }
    guard let end = endOfSequence(from: first, column: column) else { return (cuts, column, nil) }
    // What is indented belongs to a sequence further in, and would be found in vain by reading.
    if text[end] == UInt8(ascii: " ") { return nil }
    return (cuts.filter { $0 < end }, column, end)
  }

  private func hasDirective() -> Bool {
    var line = base
    while line < text.count {
      if text[line] == UInt8(ascii: "%") { return true }
      // Only in front of the first document does a directive stand.
      if text[line] != UInt8(ascii: "#"), !isBreak(line), text[line] != UInt8(ascii: " ") {
        return false
      }
      line = nextLine(line)
    }
    return false
  }

  /// The least indented item of a sequence among the lines from an offset on, 64 KiB of them.
  private func leastIndentedItem(from offset: Int) -> (offset: Int, column: Int)? {
    var least: (offset: Int, column: Int)?
    var line = nextLine(offset)
    let end = min(text.count, line + 1 << 16)
    while line < end {
      if let column = dash(line), column < least?.column ?? .max { least = (line, column) }
      line = nextLine(line)
    }
    return least
  }

  private func item(from offset: Int, column: Int) -> Int? {
    var line = nextLine(offset)
    while line < text.count {
      if dash(line) == column { return line }
      line = nextLine(line)
    }
    return nil
  }

  /// The first line of content from an offset on that is indented less than a column, or stands there
  /// without a dash.
  private func endOfSequence(from offset: Int, column: Int) -> Int? {
    var line = offset
    while line < text.count {
      var place = line
      while place < text.count, text[place] == UInt8(ascii: " ") { place += 1 }
      let isContent = place < text.count && !isBreak(place) && text[place] != UInt8(ascii: "#")
      if isContent, place - line <= column, dash(line) != column { return line }
      line = nextLine(place)
    }
    return nil
  }

  /// Whether the last line of content before an offset is the end of a document, `...`.
  private func endsDocument(before offset: Int) -> Bool {
    var end = offset
    while end > base {
      var line = end - 1
      while line > base, !isBreak(line - 1) { line -= 1 }
      var place = line
      while place < end, text[place] <= UInt8(ascii: " ") { place += 1 }
      if place < end, text[place] != UInt8(ascii: "#") {
        return text[line] == UInt8(ascii: ".")
      }
      end = line
    }
    return false
  }

  /// The column of the dash that a line starts with behind spaces.
  private func dash(_ line: Int) -> Int? {
    var place = line
    while place < text.count, text[place] == UInt8(ascii: " ") { place += 1 }
    guard place + 1 < text.count, text[place] == UInt8(ascii: "-"),
      text[place + 1] == UInt8(ascii: " ") || isBreak(place + 1)
    else { return nil }
    return place - line
  }

  private func nextLine(_ offset: Int) -> Int {
    var place = offset
    while place < text.count, !isBreak(place) { place += 1 }
    return place + 1
  }

  private func isBreak(_ offset: Int) -> Bool {
    text[offset] == UInt8(ascii: "\n") || text[offset] == UInt8(ascii: "\r")
  }

  // MARK: Pieces

  /// What reading one piece gave.
  private struct Piece: Sendable {
    var contents: Tree.Contents
    /// The nodes that there would be if every alias were a copy; one that is unresolved counts as one.
    var expandedCount: Int
    /// The anchors by name, the last one of each: its node and how many an alias of it adds.
    var anchors: [String: (node: UInt32, expandedCount: Int)]
    /// The nodes that have an anchor.
    let anchored: [UInt32]
    let unresolved: [TreeBuilder.UnresolvedAlias]
  }

  /// The tree of a text that is cut at lines, or nil where the cuts are no items of one sequence of the
  /// root mapping.
  ///
  /// - Parameter tail: Where the keys behind that sequence start; nil where there are none.
  func contents(
    cutAt cuts: [Int], column: Int, tail: Int? = nil, threads: Int = 2
  ) -> Tree.Contents? {
    let cuts = cuts + [tail].compactMap(\.self)
    // Directives of the first document would hold for all pieces.
    if hasDirective() || cuts.contains(where: endsDocument(before:)) { return nil }
    let starts = [0] + cuts
    let ends = cuts + [text.count]
    nonisolated(unsafe) let text = text
    let (base, limits) = (base, limits)
    var pieces = parallelMap(starts.count, threads: threads) { number in
      let bytes = UnsafeBufferPointer(rebasing: text[starts[number]..<ends[number]])
      return Self.read(
        bytes, base: number == 0 ? base : 0, limits: limits, isFirst: number == 0,
        isItem: number > 0 && starts[number] != tail,
        capacity: number == 0 ? text.count : bytes.count)
    }
    // Taken out, since its nodes would be copied to add to them while they are here, too.
    guard var head = pieces.removeFirst(), let sequence = lastSequence(head, column: column) else {
      return nil
    }
    let keys = rootKeys(head.contents, at: 0)
    let count = pieces.reduce(head.contents.nodes.count) { $0 + ($1?.contents.nodes.count ?? 0) }
    guard count <= limits.nodes else { return nil }
    head.contents.nodes.reserveCapacity(count)
    var end = head.contents.nodes[sequence].end
    for start in cuts {
      // Taken out, so that it goes as soon as it is copied.
      guard let piece = pieces.removeFirst() else { return nil }
      if start == tail {
        guard rootStandsAtLineStart(head.contents),
          isMapping(piece, withoutAnyOf: keys, at: start)
        else { return nil }
        head.contents.close(sequence, at: end)
      } else if !isSequence(piece.contents, column: column) {
        return nil
      }
      let shift = UInt32(truncatingIfNeeded: head.contents.nodes.count - 1)
      end = head.contents.append(childrenOfRootIn: piece.contents, at: start)
      guard
        let added = head.contents.resolve(piece.unresolved, shiftedBy: shift, head.anchors)
      else { return nil }
      head.expandedCount = min(head.expandedCount + piece.expandedCount + added, Int.max / 4)
      for (name, anchor) in piece.anchors {
        head.anchors[name] = (anchor.node + shift, anchor.expandedCount)
      }
    }
    guard
      head.expandedCount - head.contents.nodes.count <= limits.expandedNodes(inBytes: text.count)
    else { return nil }
    if tail == nil { head.contents.close(sequence, at: end) }
    head.contents.close(0, at: end)
    return head.contents
  }

  /// The nodes of a piece; nil where anything is wrong with it.
  private static func read(
    _ text: UnsafeBufferPointer<UInt8>, base: Int, limits: ParseLimits, isFirst: Bool, isItem: Bool,
    capacity: Int
  ) -> Piece? {
    var limits = limits
    // Items lie inside the root mapping.
    if isItem { limits.nestingDepth -= 1 }
    var builder = TreeBuilder(
      text: text, base: base, limits: limits, isCut: false, capacity: capacity,
      isContinuation: !isFirst)
    var reader = EventReader(UnsafeBufferPointer(rebasing: text[base...]))
    repeat {
      guard reader.advance() else { return nil }
    } while builder.take(reader.event)
    guard builder.isFinished, builder.faults.isEmpty, builder.documents.count == 1,
      builder.nodes.count > 0
    else { return nil }
    let expandedCount = builder.expandedCount
    let anchors = builder.anchorsByName.mapValues { index in
      let anchor = builder.anchors[index]
      return (node: anchor.node, expandedCount: anchor.expandedCount ?? 1)
    }
    let anchored = builder.anchors.map(\.node)
    let unresolved = builder.unresolved
    // What an alias of such an anchor adds could not be told.
    if isAny(of: unresolved, insideOneOf: anchored, builder.nodes) { return nil }
    return Piece(
      contents: builder.finish(), expandedCount: expandedCount, anchors: anchors,
      anchored: anchored, unresolved: unresolved)
  }

  /// Whether an alias stands inside a collection that has an anchor; both lists are in order.
  private static func isAny(
    of aliases: [TreeBuilder.UnresolvedAlias], insideOneOf anchored: [UInt32],
    _ nodes: ContiguousArray<Node>
  ) -> Bool {
    var next = 0
    var end: UInt32 = 0
    for alias in aliases {
      while next < anchored.count, anchored[next] < alias.node {
        let index = anchored[next]
        end = max(end, nodes[Int(index)].sibling(at: index))
        next += 1
      }
      if alias.node < end { return true }
    }
    return false
  }

  /// The last value of the root mapping, where that is a block sequence with its dashes in a column.
  private func lastSequence(_ piece: Piece, column: Int) -> Int? {
    guard let root = piece.contents.nodes.first, root.kind == .mapping,
      root.style == .block
    else { return nil }
    let nodes = piece.contents.nodes
    var last: UInt32?
    var child: UInt32 = 1
    while child < root.link {
      last = child
      child = nodes[Int(child)].sibling(at: child)
    }
    guard let last, case let sequence = nodes[Int(last)], sequence.kind == .sequence,
      sequence.style == .block, !sequence.has(Node.hasTag), !piece.anchored.contains(last),
      // An alias of the root inside it would have no end.
      !piece.anchored.contains(0),
      sequence.link == nodes.count, self.column(of: Int(sequence.start)) == column
    else { return nil }
    return Int(last)
  }

  private func isSequence(_ contents: Tree.Contents, column: Int) -> Bool {
    guard let root = contents.nodes.first else { return false }
    return root.kind == .sequence && root.style == .block && root.start == column
      && root.link == contents.nodes.count
  }

  /// Whether the first key of the root mapping starts its line, as those of the tail do; the mapping
  /// would have ended before them if it were indented.
  private func rootStandsAtLineStart(_ contents: Tree.Contents) -> Bool {
    guard let root = contents.nodes.first else { return false }
    let start = Int(root.start)
    return start == base || start > base && isBreak(start - 1)
  }

  /// Whether a piece is a mapping without any of the keys that the root has; nil where these are
  /// not known.
  private func isMapping(
    _ piece: Piece, withoutAnyOf earlier: Set<[UInt8]>?, at start: Int
  ) -> Bool {
    let nodes = piece.contents.nodes
    guard let root = nodes.first, root.kind == .mapping, root.style == .block, root.start == 0,
      root.link == nodes.count, !root.has(Node.hasTag), !root.hasMergeKey,
      !piece.anchored.contains(0), let keys = rootKeys(piece.contents, at: start), let earlier
    else { return false }
    return keys.isDisjoint(with: earlier)
  }

  /// The keys of a root mapping; nil where one is more than a plain word.
  private func rootKeys(_ contents: Tree.Contents, at start: Int) -> Set<[UInt8]>? {
    var keys: Set<[UInt8]> = []
    var key: UInt32 = 1
    while Int(key) < contents.nodes.count {
      let node = contents.nodes[Int(key)]
      guard node.kind == .scalar, node.style == .plain,
        !node.has(Node.isDecoded | Node.hasTag), !node.isMergeKey
      else { return nil }
      let word = text[start + Int(node.start)..<start + Int(node.end)]
      guard ScalarValue(plain: UnsafeBufferPointer(rebasing: word)) == .string else { return nil }
      keys.insert(Array(word))
      let value = node.sibling(at: key)
      key = contents.nodes[Int(value)].sibling(at: value)
    }
    return keys
  }

  /// The number of bytes between an offset and the start of its line, where these are spaces.
  private func column(of offset: Int) -> Int? {
    var line = offset
    while line > base, text[line - 1] == UInt8(ascii: " ") { line -= 1 }
    return line == base || isBreak(line - 1) ? offset - line : nil
  }
}

extension Tree.Contents {
  /// Sets the targets of aliases whose anchors stand in pieces before; nil where one is not there, or
  /// is not what has to stand there.
  ///
  /// - Returns: How many nodes they stand for, beside themselves.
  fileprivate mutating func resolve(
    _ aliases: [TreeBuilder.UnresolvedAlias], shiftedBy shift: UInt32,
    _ anchors: [String: (node: UInt32, expandedCount: Int)]
  ) -> Int? {
    var added = 0
    for alias in aliases {
      guard let target = anchors[alias.name],
        !alias.isMergeSource || nodes[Int(target.node)].kind == .mapping
      else { return nil }
      nodes[Int(alias.node + shift)].link = target.node
      // Neither summand is near the largest number, so the sum does not overflow.
      added = min(added + target.expandedCount - 1, Int.max / 4)
    }
    return added
  }

  /// Ends a collection behind the last node that there is.
  fileprivate mutating func close(_ index: Int, at end: UInt32) {
    nodes[index].end = end
    nodes[index].link = UInt32(truncatingIfNeeded: nodes.count)
  }

  /// Adds the items of a sequence, or the entries of a mapping, that was read as a text of its own.
  ///
  /// - Parameter start: Where that text starts in the whole one.
  /// - Returns: Where the last item ends there.
  fileprivate mutating func append(childrenOfRootIn piece: Tree.Contents, at start: Int) -> UInt32 {
    // Its root gives way to the collection that is here already.
    let nodeShift = UInt32(truncatingIfNeeded: nodes.count - 1)
    let textShift = UInt32(truncatingIfNeeded: start)
    let valueShift = UInt32(truncatingIfNeeded: decodedRanges.count)
    let decodedShift = UInt32(truncatingIfNeeded: decoded.count)
    for node in piece.nodes.dropFirst() {
      var node = node
      node.start += textShift
      node.end += textShift
      if node.kind != .scalar {
        node.link += nodeShift
      } else if node.has(Node.isDecoded) {
        node.link += valueShift
      }
      nodes.append(node)
    }
    decoded += piece.decoded
    for range in piece.decodedRanges {
      decodedRanges.append(
        SourceRange(start: range.start + decodedShift, end: range.end + decodedShift))
    }
    for (node, tag) in piece.tags { tags[node + nodeShift] = tag }
    return (piece.nodes.first?.end ?? 0) + textShift
  }
}
