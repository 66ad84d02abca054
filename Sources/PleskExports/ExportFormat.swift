internal import SourceText

/// What an export is written in.
package enum ExportFormat: Sendable {
  /// Response packets of the XML API.
  case packets
  /// Answers of the REST API.
  case rest

  /// How many bytes of a file are looked at to tell what it is.
  package static let headBytes = 1 << 16

  /// What a file's text says it is.
  package enum Standing: Sendable {
    case export(ExportFormat)
    /// XML whose root is something else, by its name.
    case otherXML(root: String)
    /// Anything else.
    case other
  }

  /// Tells what a file is by its first bytes, whatever its name.
  ///
  /// - Parameter bytes: As they are read; no more than `headBytes` of them are looked at.
  package static func standing(of bytes: [UInt8]) -> Standing {
    let (text, _) = ExportText.utf8(from: Array(bytes.prefix(headBytes)))
    let head = ExportText.skipMark(text)
    let start = head.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    switch start.first {
    case UInt8(ascii: "<"):
      guard let root = rootName(in: start) else { return .otherXML(root: "") }
      return root == "packet" ? .export(.packets) : .otherXML(root: root)
    case UInt8(ascii: "["), UInt8(ascii: "{"): return isREST(Array(start)) ? .export(.rest) : .other
    default: return .other
    }
  }

  /// The name of the root element; that of the document type where the root lies further on.
  private static func rootName(in text: ArraySlice<UInt8>) -> String? {
    var rest = text
    while let mark = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[mark...]
      let isComment = rest.starts(with: "<!--".utf8)
      guard isComment || rest.starts(with: "<?".utf8) else { break }
      guard let end = end(of: isComment ? "-->" : "?>", in: rest) else { return nil }
      rest = rest[end...]
    }
    guard rest.first == UInt8(ascii: "<") else { return nil }
    rest = rest.dropFirst()
    if rest.starts(with: "!DOCTYPE".utf8) {
      if let end = endOfDocumentType(rest), let root = rootName(in: rest[end...]) { return root }
      rest = rest.dropFirst(8).drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
    let name = rest.prefix { !" \t\r\n/>[<".utf8.contains($0) }.prefix(80)
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// The end of a document type, behind what it declares in brackets.
  private static func endOfDocumentType(_ text: ArraySlice<UInt8>) -> Int? {
    var isInBrackets = false
    var quote: UInt8?
    for index in text.indices {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: ">") where !isInBrackets: return index + 1
      default: break
      }
    }
    return nil
  }

  private static func end(of mark: String, in text: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return text.indices.first { text[$0] == mark[0] && text[$0...].starts(with: mark) }
      .map { $0 + mark.count }
  }

  /// Whether some object near the beginning has the keys of Plesk's clients or domains, or all there
  /// is is an empty list or a refusal.
  private static func isREST(_ head: [UInt8]) -> Bool {
    var tree = ElementTree(text: head)
    let root = tree.open(.other, at: 0)
    let fault = JSONReader.read(0..<head.count, into: &tree, root: root, bounds: ExportBounds())
    tree.close(root)
    if fault == nil {
      let values = Array(tree.children(of: root))
      if let only = values.first, values.count == 1 {
        let items = Array(tree.children(of: only))
        if tree.isEmptyList(only) || tree.isRefusal(only)
          || !items.isEmpty && items.allSatisfy(tree.isRefusal)
        {
          return true
        }
      }
    }
    return tree.elements.indices.contains { index in
      tree.isClient(index) || tree.isRESTDomain(index)
    } || fault != nil && saysREST(head)
  }

  /// Whether a text that is broken before anything is whole has the keys of Plesk's objects.
  private static func saysREST(_ head: [UInt8]) -> Bool {
    let keys = Set(
      head.split(separator: UInt8(ascii: "\"")).compactMap { part in
        part.count <= 16 ? String(decoding: part, as: UTF8.self) : nil
      })
    return keys.contains("guid")
      && !keys.isDisjoint(with: ["login", "ascii_name", "base_domain_id", "hosting_type"])
  }
}

extension ElementTree {
  /// Whether an object is what the REST API answers to a request that it refuses.
  func isRefusal(_ element: ElementID) -> Bool {
    var count = 0
    for child in children(of: element) {
      guard [.code, .message, .other].contains(name(child)) else { return false }
      count += 1
    }
    return count <= 4 && integer(value(.code, of: element)) != nil
      && child(.message, of: element) != nil
  }

  /// Whether a JSON value is a list without items.
  func isEmptyList(_ element: ElementID) -> Bool {
    let start = Int(elements[element].start)
    return start < text.count && text[start] == UInt8(ascii: "[")
      && Int(elements[element].next) == element + 1
  }

  /// Whether an object has the keys of an item of `/clients`.
  func isClient(_ element: ElementID) -> Bool {
    child(.login, of: element) != nil && child(.guid, of: element) != nil
      && child(.id, of: element) != nil
  }

  /// Whether an object has the keys of an item of `/domains`.
  func isRESTDomain(_ element: ElementID) -> Bool {
    child(.name, of: element) != nil && child(.guid, of: element) != nil
      && (child(.hostingTypeREST, of: element) != nil || child(.baseDomainID, of: element) != nil
        || child(.asciiName, of: element) != nil)
  }
}
