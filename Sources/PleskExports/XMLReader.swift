internal import CExpat
internal import SourceText

/// Reads the packets of one XML file into a tree of elements, by expat.
///
/// The text is UTF-8. expat is handed it in pieces and told nothing but tags: what stands between
/// two of them is taken from the text itself.
struct XMLReader {
  /// Reads `range` of the tree's text; returns what ended the reading early.
  ///
  /// - Parameter root: The element that the packets become children of.
  static func read(
    _ range: Range<Int>, into tree: inout ElementTree, root: ElementID, bounds: ExportBounds
  ) -> ExportFault? {
    guard let parser = XML_ParserCreate("UTF-8") else { return nil }
    defer { XML_ParserFree(parser) }
    let state = State(parser: parser, tree: tree, bounds: bounds)
    // The state holds the only copy while the parser runs, so that it is changed in place.
    tree = ElementTree(text: [])
    defer { tree = state.tree }
    state.stack = [root]
    var start = range.lowerBound
    while let next = state.nextPacket(from: start, to: range.upperBound) {
      state.base = next
      if state.tree.text[next] == UInt8(ascii: "<") {
        state.feed(next..<range.upperBound)
      } else {
        state.fault = state.strayText(at: next)
      }
      if state.fault != nil { break }
      start = state.end
    }
    state.closeAll()
    return state.fault
  }

  /// What expat's calls work on.
  private final class State {
    let parser: XML_Parser
    var tree: ElementTree
    let bounds: ExportBounds
    var names = ElementNames()
    /// The elements that are open, the root of the file first.
    var stack: [ElementID] = []
    /// Where the start tag of each of them ends, in the text of all files.
    var contentStarts: [UInt32] = []
    var fault: ExportFault?
    /// Where the packet starts that is being read.
    var base = 0
    /// The end of the last packet.
    var end = 0
    var isPacketRead = false
    private var secretNames: [[UInt8]: Bool] = [:]

    init(parser: XML_Parser, tree: ElementTree, bounds: ExportBounds) {
      self.parser = parser
      self.tree = tree
      self.bounds = bounds
    }

    /// Where the next packet starts; nil where there is nothing left but space.
    func nextPacket(from start: Int, to end: Int) -> Int? {
      var cursor = start
      while cursor < end,
        isSpace(tree.text[cursor]) || tree.text[cursor] == 0xEF
          || cursor > 0 && tree.text[cursor] == 0xBB && tree.text[cursor - 1] == 0xEF
          || cursor > 1 && tree.text[cursor] == 0xBF && tree.text[cursor - 2] == 0xEF
      { cursor += 1 }
      return cursor < end ? cursor : nil
    }

    func feed(_ range: Range<Int>) {
      _ = XML_ParserReset(parser, "UTF-8")
      XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
      XML_SetElementHandler(
        parser,
        { data, name, attributes in State.from(data)?.open(name, attributes) },
        { data, _ in State.from(data)?.close() })
      XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in State.from(data)?.refuseType() }
      isPacketRead = false
      // A file may hold one packet or thousands.
      var size = 4096
      var fed = range.lowerBound
      let text = tree.text
      text.withUnsafeBufferPointer { bytes in
        while fed < range.upperBound, fault == nil, !isPacketRead {
          let count = min(size, range.upperBound - fed)
          let isLast = fed + count == range.upperBound
          let status = UnsafeRawPointer(bytes.baseAddress.map { $0 + fed })?.withMemoryRebound(
            to: CChar.self, capacity: count
          ) { XML_Parse(parser, $0, CInt(count), isLast ? 1 : 0) }
          fed += count
          size = min(size * 2, 1 << 18)
          if fault != nil || isPacketRead { return }
          if status != XML_STATUS_OK {
            fault = syntaxFault(end: range.upperBound)
          } else if fed - here > bounds.tokenBytes {
            fault = tooLong(at: here)
          }
        }
      }
    }

    /// Where expat is, in the text of all files.
    private var here: Int { base + max(0, Int(XML_GetCurrentByteIndex(parser))) }

    static func from(_ data: UnsafeMutableRawPointer?) -> State? {
      data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ fault: ExportFault?) {
      self.fault = fault
      _ = XML_StopParser(parser, 0)
    }

    func open(
      _ name: UnsafePointer<CChar>?,
      _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
      guard fault == nil, let name else { return }
      let start = here
      guard stack.count <= bounds.depth else {
        return stop(
          ExportFault(
            kind: .limit, message: "elements lie more than \(bounds.depth) levels deep",
            remedy: "", range: token(at: start)))
      }
      guard tree.elements.count < bounds.elements else {
        return stop(
          ExportFault(
            kind: .limit, message: "there are more than \(bounds.elements) elements",
            remedy: "", range: token(at: start)))
      }
      let length = strlen(name)
      let element = name.withMemoryRebound(to: UInt8.self, capacity: length) {
        names.name(UnsafeBufferPointer(start: $0, count: length))
      }
      let end = start + Int(XML_GetCurrentByteCount(parser))
      if element == .secret || Self.nameSecret(attributes) {
        tree.secrets.append(
          SourceRange(
            start: UInt32(truncatingIfNeeded: start + 1 + length),
            end: UInt32(truncatingIfNeeded: max(start + 1 + length, end - 1))))
      }
      stack.append(tree.open(element, at: UInt32(truncatingIfNeeded: start)))
      contentStarts.append(UInt32(truncatingIfNeeded: end))
    }

    /// Whether the name of an attribute tells of a secret.
    private static func nameSecret(
      _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Bool {
      var index = 0
      while let name = attributes?[index] {
        let length = strlen(name)
        let isSecret = name.withMemoryRebound(to: UInt8.self, capacity: length) {
          SecretName.isSecret(Array(UnsafeBufferPointer(start: $0, count: length))[...])
        }
        if isSecret { return true }
        // Names and values take turns.
        index += 2
      }
      return false
    }

    func close() {
      guard fault == nil, stack.count > 1, let element = stack.popLast(),
        let start = contentStarts.popLast()
      else { return }
      let end = here
      if element == tree.elements.count - 1 {
        setText(of: element, from: Int(start), to: end)
      } else if tree.elements[element].name == .secret {
        tree.secrets.append(
          SourceRange(start: start, end: UInt32(truncatingIfNeeded: end)))
      }
      tree.close(element)
      if stack.count == 1 {
        isPacketRead = true
        self.end = end + Int(XML_GetCurrentByteCount(parser))
        _ = XML_StopParser(parser, 0)
      }
    }

    /// Takes what stands between two tags, without the space around it.
    private func setText(of element: ElementID, from start: Int, to end: Int) {
      var (start, end) = (start, max(start, end))
      guard end <= tree.text.count else { return }
      while start < end, isSpace(tree.text[start]) { start += 1 }
      while end > start, isSpace(tree.text[end - 1]) { end -= 1 }
      if end - start > bounds.tokenBytes { return stop(tooLong(at: start)) }
      // A place is that of the text, not of the mark before it.
      let section = onlySection(start..<end)
      if let section { (start, end) = (section.lowerBound, section.upperBound) }
      let range = SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
      tree.set(range, of: element)
      let isPlain =
        section != nil
        || tree.text[start..<end].allSatisfy {
          $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != 0x0D
        }
      if !isPlain { tree.set(decoded: XMLText.decode(tree.text[start..<end]), of: element) }
      switch tree.elements[element].name {
      case .secret: tree.secrets.append(range)
      case .value:
        if let parent = stack.last, element == tree.elements.count - 1,
          isSecretValue(element, in: parent)
        {
          tree.secrets.append(range)
        }
      case .name:
        // The value may stand first.
        guard let parent = stack.last, element > parent + 1, isSecret(tree.utf8(element)) else {
          break
        }
        for sibling in (parent + 1)..<element where tree.elements[sibling].name == .value {
          tree.secrets.append(tree.range(sibling))
        }
      default: break
      }
    }

    /// What a CDATA section holds that is all of a text, as long as its lines read as they stand.
    private func onlySection(_ range: Range<Int>) -> Range<Int>? {
      let text = tree.text[range]
      guard range.count >= 12, text.starts(with: "<![CDATA[".utf8) else { return nil }
      let inner = (range.lowerBound + 9)..<(range.upperBound - 3)
      guard tree.text[inner.upperBound..<range.upperBound].elementsEqual("]]>".utf8),
        !tree.text[inner].contains(0x0D), !tree.text[inner].contains(UInt8(ascii: "]"))
      else { return nil }
      return inner
    }

    /// Whether a value is that of a property that is a secret: a property is a name and a value.
    private func isSecretValue(_ element: ElementID, in property: ElementID) -> Bool {
      element > property + 1 && tree.elements[property + 1].name == .name
        && isSecret(tree.utf8(property + 1))
    }

    private func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
      let name = Array(name.prefix(256))
      if let known = secretNames[name] { return known }
      let isSecret = SecretName.isSecret(name[...])
      if secretNames.count < 1024 { secretNames[name] = isSecret }
      return isSecret
    }

    func refuseType() {
      // expat comes here when it has read the name.
      let end = min(here, tree.text.count)
      let start = tree.text[base..<max(base, end)].lastIndex(of: UInt8(ascii: "<")) ?? base
      stop(
        ExportFault(
          kind: .syntax,
          message: "the file declares a document type, which Plesk's packets never do",
          remedy: "Export the account again; a packet starts with `<packet>`.",
          range: token(at: start)))
    }

    /// Marks what is open where the reading ends.
    func closeAll() {
      while stack.count > 1, let element = stack.popLast() {
        tree.elements[element].isCut = true
        tree.close(element)
      }
    }

    // MARK: - Faults

    private func tooLong(at offset: Int) -> ExportFault {
      ExportFault(
        kind: .limit, message: "a text or tag is longer than \(bounds.tokenBytes >> 20) MiB",
        remedy: "", range: token(at: offset))
    }

    /// The rest of a line from an offset on, of a tag no more than its name.
    private func token(at offset: Int) -> SourceRange {
      let start = min(offset, tree.text.count)
      var end = start
      let limit = min(tree.text.count, start + 80)
      while end < limit, end == start || !" \t\r\n/><".utf8.contains(tree.text[end]) { end += 1 }
      while end < limit, tree.text[end] & 0xC0 == 0x80 { end += 1 }
      return SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }

    func strayText(at offset: Int) -> ExportFault {
      ExportFault(
        kind: .syntax, message: "text stands outside of the packets",
        remedy: "Leave nothing but packets in the file, one behind the other.",
        range: token(at: offset))
    }

    private func syntaxFault(end: Int) -> ExportFault {
      let code = XML_GetErrorCode(parser)
      let offset = min(here, end)
      // Within a secret, what looks like a tag may be a part of it.
      let secret = openSecret
      if let secret { tree.secrets.append(restOfSecret(from: secret, to: offset)) }
      let open =
        stack.count > 1 && secret == nil
        ? tree.string(in: tree.tag(stack[stack.count - 1])) : nil
      var message: String
      var remedy = "Export the account again, and save the answer as it comes."
      var place = token(at: offset)
      switch code {
      case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
        XML_ERROR_UNCLOSED_CDATA_SECTION:
        message = open.map { "the file ends within `<\($0)>`" } ?? "the file ends before the packet"
        remedy = "The export is not whole: fetch it again."
        place = SourceRange(at: UInt32(truncatingIfNeeded: end))
      case XML_ERROR_TAG_MISMATCH:
        message =
          open.map { "`<\($0)>` is not closed before this" }
          ?? (secret == nil ? "this closes nothing" : "a password is not closed before this")
      case XML_ERROR_UNDEFINED_ENTITY, XML_ERROR_ENTITY_DECLARED_IN_PE:
        message =
          secret == nil
          ? "`\(tree.string(in: place))` stands for nothing" : "this reference stands for nothing"
      case XML_ERROR_DUPLICATE_ATTRIBUTE:
        message = "an attribute stands twice in one tag"
      case XML_ERROR_INVALID_TOKEN where offset < end && tree.text[offset] >= 0x80:
        message = "the text is not UTF-8 here"
        remedy = "Save the file as UTF-8, or declare its encoding in the first line."
      case XML_ERROR_NO_MEMORY:
        message = "there is not enough memory to read it"
      default:
        message = "the XML is not well formed here"
      }
      return ExportFault(kind: .syntax, message: message, remedy: remedy, range: place)
    }

    /// Where the text of an open element starts that is a secret; nil where none is open.
    private var openSecret: Int? {
      for (index, element) in stack.enumerated().dropFirst() {
        let isSecret =
          switch tree.elements[element].name {
          case .secret: true
          case .value: isSecretValue(element, in: stack[index - 1])
          default: false
          }
        if isSecret, contentStarts.indices.contains(index - 1) {
          return Int(contentStarts[index - 1])
        }
      }
      return nil
    }

    /// What a secret may be that the reading ended in: up to the tag that seems to close something,
    /// or the end of the line.
    private func restOfSecret(from start: Int, to fault: Int) -> SourceRange {
      var end = min(max(start, fault), tree.text.count)
      while end < tree.text.count, tree.text[end] != 0x0A,
        !(tree.text[end] == UInt8(ascii: "<") && end + 1 < tree.text.count
          && tree.text[end + 1] == UInt8(ascii: "/"))
      { end += 1 }
      return SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

private func strlen(_ text: UnsafePointer<CChar>) -> Int {
  var length = 0
  while text[length] != 0 { length += 1 }
  return length
}

extension ElementTree {
  /// The text of a range, short enough for a message.
  func string(in range: SourceRange) -> String {
    let end = min(Int(range.end), text.count, Int(range.start) + 80)
    return String(decoding: text[min(Int(range.start), end)..<end], as: UTF8.self)
  }
}
