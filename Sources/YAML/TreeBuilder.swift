internal import CLibYAML
internal import Diagnostics
internal import SourceText

/// Builds a tree from libyaml's events.
///
/// A noncopyable struct with mutating methods: its state needs no exclusivity
/// checks in the event loop, which class properties and captured variables do.
struct TreeBuilder: ~Copyable {
  let text: UnsafeBufferPointer<UInt8>
  let limits: ParseLimits
  /// The text goes on, unreadably: what is open at its end is cut.
  let isCut: Bool
  var cursor: MarkCursor

  var nodes: ContiguousArray<Node> = []
  var decoded: [UInt8] = []
  var decodedRanges: ContiguousArray<SourceRange> = []
  var tags: [UInt32: String] = [:]
  var documents: [NodeID] = []
  var faults: [Fault] = []

  /// The innermost open collection, or the file itself. It stands outside
  /// `outer`, since every event changes it.
  var top = Frame(node: 0, isMapping: false, keyBase: 0, expandedBase: 0, anchor: -1)
  /// What is open around `top`, outermost first: the file, then collections.
  var outer: ContiguousArray<Frame> = []
  /// The keys of the open mappings, those of the innermost one last.
  /// What lies behind `keyCount` is left from mappings that are closed.
  var keys: ContiguousArray<KeyPrint> = []
  var keyCount = 0
  /// The anchors of the document, in the order of their definition.
  var anchors: ContiguousArray<Anchor> = []
  var anchorsByName: [String: Int] = [:]
  /// Aliases of a piece of a text without an anchor there; it may stand in a piece before.
  var unresolved: [UnresolvedAlias] = []
  /// Whether what is read goes on from other pieces, so that anchors may stand there.
  private let isContinuation: Bool
  /// The nodes there would be if every alias were a copy; stops near `expandedCap`.
  var expandedCount = 0
  /// Far above every limit, and far enough below overflow for counting on.
  private static let expandedCap = Int.max / 4
  /// The end of what was read last; empty scalars stand there.
  var lastEnd: UInt32

  /// A collection that is open.
  struct Frame {
    let node: UInt32
    let isMapping: Bool
    /// How many children it has so far; of a mapping keys and values both.
    var count = 0
    /// The last key, in a mapping.
    var lastKey: UInt32 = 0
    /// Whether the next child that is no key must be a mapping to merge (or,
    /// below a mapping, a list of them).
    var takesMergeSource = false
    /// `keyCount` when it opened.
    let keyBase: Int
    /// `expandedCount` when it opened.
    let expandedBase: Int
    /// Its anchor's index in `anchors`, or -1.
    let anchor: Int
  }

  /// A node that aliases may name.
  struct Anchor {
    let node: UInt32
    /// The nodes an alias of it adds; nil while the node is open.
    var expandedCount: Int?
  }

  /// An alias whose anchor is not there.
  struct UnresolvedAlias {
    let node: UInt32
    let name: String
    /// Whether a mapping has to stand there.
    let isMergeSource: Bool
  }

  /// A fault that does not end the reading, or a limit that does.
  enum Fault {
    case duplicateKey(later: UInt32, first: UInt32, path: String)
    case undefinedAlias(node: UInt32, suggestion: String?, path: String)
    case recursiveAlias(node: UInt32, anchor: UInt32, path: String)
    case mergeOfNoMapping(node: UInt32, path: String)
    case tooDeep(offset: UInt32, limit: Int, path: String)
    case tooManyNodes(offset: UInt32, limit: Int, path: String)
    case tooManyExpandedNodes(node: UInt32, limit: Int, path: String)
  }

  /// Whether the text was read to its end.
  var isFinished = false

  /// - Parameters:
  ///   - base: The length of the byte-order mark.
  ///   - isCut: Whether the text is only the readable beginning of a longer one.
  ///   - capacity: The length of the text that the nodes are to have room for.
  ///   - isContinuation: Whether an alias without an anchor is no fault, but one of `unresolved`.
  init(
    text: UnsafeBufferPointer<UInt8>, base: Int, limits: ParseLimits, isCut: Bool,
    capacity: Int? = nil, isContinuation: Bool = false
  ) {
    self.text = text
    self.isCut = isCut
    self.isContinuation = isContinuation
    self.limits = limits
    cursor = MarkCursor(text, base: base)
    lastEnd = UInt32(truncatingIfNeeded: base)
    // A node for about ten bytes is what hosting files have; growth does the rest.
    nodes.reserveCapacity((capacity ?? text.count) / 10 + 16)
  }

  /// Takes one event; false at the end of the text, and where a limit ends the parse.
  mutating func take(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
    guard nodes.count <= limits.nodes else {
      faults.append(.tooManyNodes(offset: lastEnd, limit: limits.nodes, path: path()))
      return false
    }
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      addScalar(event)
      return true
    case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
      return openCollection(event)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      closeCollection(event)
      return true
    case YAML_ALIAS_EVENT:
      return addAlias(event)
    case YAML_DOCUMENT_START_EVENT:
      lastEnd = max(lastEnd, cursor.offset(of: event.pointee.end_mark.index))
      if !anchors.isEmpty {
        anchors = []
        anchorsByName = [:]
      }
      return true
    case YAML_STREAM_END_EVENT:
      isFinished = true
      return false
    default:
      return true
    }
  }

  // MARK: Scalars

  private mutating func addScalar(_ event: UnsafeMutablePointer<yaml_event_t>) {
    let scalar = event.pointee.data.scalar
    let style = Node.Style(scalar.style)
    let hasProperties = scalar.anchor != nil || scalar.tag != nil
    var start = cursor.offset(of: event.pointee.start_mark.index)
    var end = cursor.offset(of: event.pointee.end_mark.index)
    if scalar.length == 0, style == .plain {
      start = hasProperties ? end : placeOfEmptyScalar(mark: end)
      end = start
    } else {
      if hasProperties { start = skipProperties(from: start, to: end) }
      if style == .literal || style == .folded {
        end = endOfBlockScalar(start: start, mark: end)
      }
    }
    lastEnd = end

    let index = UInt32(truncatingIfNeeded: nodes.count)
    var node = Node(start: start, end: end, link: 0, kind: .scalar, style: style)
    let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    if !isSource(value, of: node) {
      let offset = UInt32(truncatingIfNeeded: decoded.count)
      decoded.append(contentsOf: value)
      node.link = UInt32(truncatingIfNeeded: decodedRanges.count)
      node.bits |= Node.isDecoded
      decodedRanges.append(
        SourceRange(start: offset, end: UInt32(truncatingIfNeeded: decoded.count)))
    }
    if let tag = scalar.tag { setTag(tag, of: &node, at: index) }
    let isKey = countChild(index)
    if isKey {
      let tag = scalar.tag.map { String(cString: $0) }
      let key = KeyPrint(value, node: index, isPlain: style == .plain, tag: tag)
      if key.kind == .merge {
        node.bits |= Node.merges
        nodes[Int(top.node)].bits |= Node.merges
        top.takesMergeSource = true
      }
      push(key)
    }
    nodes.append(node)
    expandedCount += 1
    if let name = scalar.anchor {
      define(name, Anchor(node: index, expandedCount: 1))
    }
    if !isKey, top.takesMergeSource { checkMergeSource(index) }
  }

  /// Whether a scalar's value is its source text, within its quotes.
  @inline(__always)
  private func isSource(_ value: UnsafeBufferPointer<UInt8>, of node: Node) -> Bool {
    let quote: Int
    switch node.style {
    case .plain: quote = 0
    case .singleQuoted, .doubleQuoted: quote = 1
    default: return false
    }
    let start = Int(node.start) + quote
    guard Int(node.end) - quote - start == value.count else { return false }
    if value.isEmpty { return true }
    // The length alone proves nothing: `"\N"` has two bytes on both sides.
    guard let source = text.baseAddress, let value = value.baseAddress else {
      return false
    }
    return Bytes.areEqual(source + start, value, count: Int(node.end) - quote - start)
  }

  private mutating func setTag(
    _ tag: UnsafeMutablePointer<yaml_char_t>, of node: inout Node, at index: UInt32
  ) {
    node.bits |= Node.hasTag
    tags[index] = String(cString: tag)
  }

  // MARK: Collections

  private mutating func openCollection(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
    let isMapping = event.pointee.type == YAML_MAPPING_START_EVENT
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    let tag: UnsafeMutablePointer<yaml_char_t>?
    let isFlow: Bool
    if isMapping {
      let start = event.pointee.data.mapping_start
      (anchor, tag) = (start.anchor, start.tag)
      isFlow = start.style == YAML_FLOW_MAPPING_STYLE
    } else {
      let start = event.pointee.data.sequence_start
      (anchor, tag) = (start.anchor, start.tag)
      isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
    }
    // Start marks include anchor and tag, so the place comes from the end mark.
    let end = cursor.offset(of: event.pointee.end_mark.index)
    let start: UInt32
    if isFlow {
      // A pair without braces, `[key: value]`, has a mark without width, or its `?`.
      start = event.pointee.start_mark.index == event.pointee.end_mark.index ? end : end - 1
      lastEnd = max(lastEnd, end)
    } else if !isMapping, !isDash(at: end), end > 0 {
      // A sequence in its parent's column: libyaml has read the first dash already.
      start = end - 1
      lastEnd = max(lastEnd, end)
    } else {
      start = end
    }
    lastEnd = max(lastEnd, start)
    guard outer.count < limits.nestingDepth else {
      faults.append(.tooDeep(offset: start, limit: limits.nestingDepth, path: path()))
      return false
    }
    let index = UInt32(truncatingIfNeeded: nodes.count)
    var node = Node(
      start: start, end: max(start, lastEnd), link: index + 1,
      kind: isMapping ? .mapping : .sequence, style: isFlow ? .flow : .block)
    if let tag { setTag(tag, of: &node, at: index) }
    let isKey = countChild(index)
    nodes.append(node)
    let expandedBase = expandedCount
    expandedCount += 1
    if !isKey, top.takesMergeSource { checkMergeSource(index) }
    if let anchor { define(anchor, Anchor(node: index, expandedCount: nil)) }
    outer.append(top)
    let takesMergeSource = !isMapping && !isKey && top.isMapping && top.takesMergeSource
    top = Frame(
      node: index, isMapping: isMapping, keyBase: keyCount, expandedBase: expandedBase,
      anchor: anchor == nil ? -1 : anchors.count - 1)
    top.takesMergeSource = takesMergeSource
    return true
  }

  /// Whether a block sequence's first dash stands here.
  private func isDash(at offset: UInt32) -> Bool {
    let offset = Int(offset)
    guard offset < text.count, text[offset] == UInt8(ascii: "-") else { return false }
    return offset + 1 == text.count || text[offset + 1] <= UInt8(ascii: " ")
  }

  private mutating func closeCollection(_ event: UnsafeMutablePointer<yaml_event_t>) {
    guard let next = outer.popLast() else { return }
    let frame = top
    top = next
    let isFlow = nodes[Int(frame.node)].style == .flow
    if isFlow, event.pointee.start_mark.index != event.pointee.end_mark.index {
      lastEnd = cursor.offset(of: event.pointee.end_mark.index)
    }
    // Otherwise the end mark is that of the next token, behind blank lines and
    // comments; the last descendant's end is the collection's.
    if isCut, cursor.offset(of: event.pointee.end_mark.index) == UInt32(text.count) {
      nodes[Int(frame.node)].bits |= Node.isCut
    }
    close(frame)
  }

  private mutating func close(_ frame: Frame) {
    let index = Int(frame.node)
    nodes[index].end = max(lastEnd, nodes[index].start)
    nodes[index].link = UInt32(truncatingIfNeeded: nodes.count)
    if frame.isMapping { checkKeys(of: frame) }
    if frame.anchor >= 0 {
      anchors[frame.anchor].expandedCount = expandedCount - frame.expandedBase
    }
  }

  /// Closes what is open where the parse ends early, and marks it so.
  mutating func closeAll() {
    while let next = outer.popLast() {
      let frame = top
      nodes[Int(frame.node)].bits |= Node.isCut
      if frame.isMapping, frame.count % 2 == 1 {
        // A key must have a value: an empty one, marked as cut.
        var node = Node(start: lastEnd, end: lastEnd, link: 0, kind: .scalar, style: .plain)
        node.bits |= Node.isCut
        nodes.append(node)
        expandedCount += 1
      }
      top = next
      close(frame)
    }
  }

  // MARK: Aliases

  private mutating func addAlias(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
    guard let rawName = event.pointee.data.alias.anchor else { return true }
    let name = String(cString: rawName)
    let start = cursor.offset(of: event.pointee.start_mark.index)
    let end = cursor.offset(of: event.pointee.end_mark.index)
    lastEnd = end
    let index = UInt32(truncatingIfNeeded: nodes.count)
    var node = Node(start: start, end: end, link: index, kind: .alias, style: .plain)
    let isKey = countChild(index)
    expandedCount += 1
    var isWithinLimit = true
    if let anchor = anchorsByName[name] {
      let target = anchors[anchor]
      if let size = target.expandedCount {
        node.link = target.node
        // Neither summand is above the cap, so the sum does not overflow.
        expandedCount = min(expandedCount + size, Self.expandedCap)
        isWithinLimit = expandedCount - nodes.count <= limits.expandedNodes(inBytes: text.count)
      } else {
        faults.append(.recursiveAlias(node: index, anchor: target.node, path: path()))
      }
    } else if isContinuation, !isKey {
      unresolved.append(
        UnresolvedAlias(node: index, name: name, isMergeSource: top.takesMergeSource))
    } else {
      // Bounded, since every suggestion looks at every anchor.
      let suggestion =
        faults.count < 20 && anchorsByName.count <= 1_000
        ? Suggestion.closest(to: name, among: anchorsByName.keys) : nil
      faults.append(.undefinedAlias(node: index, suggestion: suggestion, path: path()))
    }
    nodes.append(node)
    if !isWithinLimit {
      faults.append(
        .tooManyExpandedNodes(
          node: index, limit: limits.expandedNodes(inBytes: text.count), path: path()))
      return false
    }
    let target = nodes[Int(node.link)]
    if isKey, target.kind == .scalar {
      push(keyPrint(of: target, at: node.link, as: index))
    }
    if !isKey, top.takesMergeSource { checkMergeSource(index) }
    return true
  }

  private mutating func define(_ name: UnsafeMutablePointer<yaml_char_t>, _ anchor: Anchor) {
    anchorsByName[String(cString: name)] = anchors.count
    anchors.append(anchor)
  }

  /// Hands the arrays over.
  consuming func finish() -> Tree.Contents {
    // The last scalar may go on in the part that is not readable.
    if isCut, let last = nodes.indices.last { nodes[last].bits |= Node.isCut }
    return Tree.Contents(
      documents: documents, isComplete: isFinished && !isCut, nodes: nodes, decoded: decoded,
      decodedRanges: decodedRanges, tags: tags)
  }

  // MARK: Parents

  /// Counts a node as its parent's next child, or as a document; true for a mapping's key.
  @inline(__always)
  private mutating func countChild(_ index: UInt32) -> Bool {
    guard !outer.isEmpty else {
      documents.append(NodeID(index))
      return false
    }
    let isKey = top.isMapping && top.count & 1 == 0
    top.count += 1
    if isKey {
      top.lastKey = index
      top.takesMergeSource = false
    }
    return isKey
  }
}

extension Node.Style {
  init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
