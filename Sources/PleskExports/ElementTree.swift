internal import SourceText

/// An element of an export: its index in document order.
typealias ElementID = Int

/// The elements of all files of a run, XML elements and JSON values alike, each with its place.
///
/// Flat arrays without an object for each element: an export of 40 MB has two million. Ranges are
/// offsets in the texts of all files, one behind the other.
struct ElementTree {
  struct Element {
    let name: ElementName
    /// Whether the reading ended inside of it.
    var isCut = false
    /// Whether it is a JSON value that is no text, number or truth.
    var isEmpty = false
    /// Where it begins: an element's `<`, a key's quote, or a value.
    let start: UInt32
    /// What stands between its tags, or the value without quotes, spaces around it left out.
    var valueStart: UInt32 = 0
    var valueEnd: UInt32 = 0
    /// The index behind its last descendant.
    var next: UInt32 = 0
    /// The entry of `decodedRanges` where the value is not as it stands there; 0 for none.
    var decoded: UInt32 = 0
  }

  /// The texts of all files.
  let text: [UInt8]
  var elements: ContiguousArray<Element> = []
  /// The values that are not written as they read.
  var decoded: [UInt8] = []
  var decodedRanges: [SourceRange] = [SourceRange(at: 0)]
  /// What is told of handlers of PHP, by their ids.
  var phpHandlers: [String: PHPHandler] = [:]
  /// Ranges that hold secrets.
  var secrets: [SourceRange] = []

  init(text: [UInt8]) {
    self.text = text
    elements.reserveCapacity(text.count / 24)
  }

  func name(_ element: ElementID) -> ElementName { elements[element].name }

  /// The children of an element, in order.
  func children(of element: ElementID) -> Children {
    Children(elements: elements, cursor: element + 1, end: Int(elements[element].next))
  }

  /// The first child of a name.
  func child(_ name: ElementName, of element: ElementID) -> ElementID? {
    var cursor = element + 1
    let end = Int(elements[element].next)
    while cursor < end {
      if elements[cursor].name == name { return cursor }
      cursor = Int(elements[cursor].next)
    }
    return nil
  }

  /// The first child whose tag is spelt so, of those that say nothing else.
  func child(_ tag: String, of element: ElementID) -> ElementID? {
    children(of: element).first { child in
      name(child) == .other && text[range(of: self.tag(child))].elementsEqual(tag.utf8)
    }
  }

  private func range(of place: SourceRange) -> Range<Int> { Int(place.start)..<Int(place.end) }

  /// The first child of a name that any of some elements has.
  func child(_ name: ElementName, ofAny elements: [ElementID]) -> ElementID? {
    for element in elements {
      if let found = child(name, of: element) { return found }
    }
    return nil
  }

  /// The first child of a name that has a value.
  func value(_ name: ElementName, of element: ElementID?) -> ElementID? {
    guard let element else { return nil }
    return child(name, of: element).flatMap { isBlank($0) ? nil : $0 }
  }

  /// The place of an element's value.
  func range(_ element: ElementID) -> SourceRange {
    SourceRange(start: elements[element].valueStart, end: elements[element].valueEnd)
  }

  /// A token that stands for a whole element: the name in its start tag, its key, or its bracket.
  func tag(_ element: ElementID) -> SourceRange {
    let start = Int(elements[element].start)
    guard start < text.count else { return SourceRange(at: elements[element].start) }
    var end = start + 1
    if text[start] == UInt8(ascii: "<") {
      while end < text.count, !" \t\r\n/>".utf8.contains(text[end]) { end += 1 }
      return SourceRange(start: UInt32(start + 1), end: UInt32(truncatingIfNeeded: end))
    }
    if text[start] == UInt8(ascii: "\"") {
      while end < text.count, text[end] != UInt8(ascii: "\""), text[end] >= 0x20 {
        end += text[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end + 1, text.count)
    }
    return SourceRange(start: UInt32(start), end: UInt32(truncatingIfNeeded: end))
  }

  /// Whether an element has no value.
  func isBlank(_ element: ElementID) -> Bool {
    let element = elements[element]
    return element.isEmpty || element.valueStart == element.valueEnd
  }

  /// What an element holds.
  enum Kind {
    /// Text: between tags, or in quotes.
    case text
    case number, truth, null
    /// More elements in place of a value.
    case list, object
  }

  func kind(_ id: ElementID) -> Kind {
    let element = elements[id]
    let start = Int(element.start)
    guard start < text.count, text[start] != UInt8(ascii: "<") else {
      return Int(element.next) == id + 1 ? .text : .object
    }
    if element.valueStart == element.valueEnd, element.isEmpty {
      // A key stands before what it is the key of.
      var bracket = start
      if text[start] == UInt8(ascii: "\"") {
        bracket = Int(tag(id).end)
        while bracket < text.count, text[bracket] != UInt8(ascii: "["),
          text[bracket] != UInt8(ascii: "{")
        { bracket += 1 }
      }
      return bracket < text.count && text[bracket] == UInt8(ascii: "[") ? .list : .object
    }
    let first = Int(element.valueStart)
    if first > 0, text[first - 1] == UInt8(ascii: "\"") { return .text }
    guard first < text.count else { return .text }
    switch text[first] {
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .truth
    default: return .number
    }
  }

  /// Whether an element holds more elements where a value belongs.
  func holdsElements(_ element: ElementID) -> Bool {
    isBlank(element) && [.list, .object].contains(kind(element))
  }

  /// The first child of a name that says anything: without a value it says nothing well, and only
  /// `null` is as good as no child.
  func entry(_ name: ElementName, of element: ElementID?) -> ElementID? {
    guard let found = element.flatMap({ child(name, of: $0) }) else { return nil }
    return isBlank(found) && kind(found) == .null ? nil : found
  }

  /// Whether the value is the source text, as it stands.
  func isSource(_ element: ElementID) -> Bool { elements[element].decoded == 0 }

  /// The value, decoded.
  func utf8(_ element: ElementID) -> ArraySlice<UInt8> {
    let element = elements[element]
    if element.decoded == 0 { return text[Int(element.valueStart)..<Int(element.valueEnd)] }
    let range = decodedRanges[Int(element.decoded)]
    return decoded[Int(range.start)..<Int(range.end)]
  }

  func string(_ element: ElementID) -> String { String(decoding: utf8(element), as: UTF8.self) }

  /// The value without spaces around it, which comments may leave in a decoded one.
  func trimmed(_ element: ElementID) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var bytes = utf8(element).drop(while: isSpace)
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  /// A whole number; nil where the value is none that 64 bits hold.
  func integer(_ element: ElementID?) -> Int64? {
    guard let element else { return nil }
    var bytes = trimmed(element)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    guard !bytes.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(Int64(byte - 0x30))
      if overflows || overflowsToo { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  /// Whether a value is true; nil where it is no truth value.
  func boolean(_ element: ElementID?) -> Bool? {
    guard let element else { return nil }
    let bytes = trimmed(element)
    if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("1".utf8) { return true }
    if bytes.elementsEqual("false".utf8) || bytes.elementsEqual("0".utf8) { return false }
    return nil
  }

  func equals(_ element: ElementID?, _ word: String) -> Bool {
    guard let element else { return false }
    return trimmed(element).elementsEqual(word.utf8)
  }

  /// The children of one element.
  struct Children: Sequence, IteratorProtocol {
    fileprivate let elements: ContiguousArray<ElementTree.Element>
    fileprivate var cursor: ElementID
    fileprivate let end: ElementID

    mutating func next() -> ElementID? {
      guard cursor < end else { return nil }
      defer { cursor = ElementID(elements[cursor].next) }
      return cursor
    }
  }
}

// MARK: - Building

extension ElementTree {
  /// Begins an element; what is added before it is closed lies inside of it.
  mutating func open(_ name: ElementName, at start: UInt32) -> ElementID {
    elements.append(Element(name: name, start: start, valueStart: start, valueEnd: start))
    elements[elements.count - 1].next = UInt32(truncatingIfNeeded: elements.count)
    return elements.count - 1
  }

  /// Ends an element that has no text of its own.
  mutating func close(_ element: ElementID) {
    elements[element].next = UInt32(truncatingIfNeeded: elements.count)
  }

  /// Gives an element the text that stands in a range.
  mutating func set(_ range: SourceRange, of element: ElementID) {
    elements[element].valueStart = range.start
    elements[element].valueEnd = range.end
  }

  /// Gives an element a text that differs from what stands in its range.
  mutating func set(decoded value: [UInt8], of element: ElementID) {
    let start = UInt32(truncatingIfNeeded: decoded.count)
    decoded += value
    decodedRanges.append(
      SourceRange(start: start, end: UInt32(truncatingIfNeeded: decoded.count)))
    elements[element].decoded = UInt32(truncatingIfNeeded: decodedRanges.count - 1)
    if value.isEmpty { elements[element].isEmpty = true }
  }
}
