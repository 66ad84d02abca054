internal import HostingModel
internal import SourceText
internal import YAML

/// Values of entities, each at its element's place.
extension AccountWriter {
  /// Adds a value that is text, whatever it looks like.
  ///
  /// - Parameter mark: What is put behind it.
  mutating func addText(_ element: ElementID, mark: String = "") {
    let bytes = tree.utf8(element)
    if !mark.isEmpty {
      return composer.add(quoted: Array(bytes) + Array(mark.utf8), at: tree.range(element))
    }
    let meaning = bytes.withUnsafeBufferPointer { ScalarValue(plain: $0) }
    if meaning != .string {
      composer.add(quoted: bytes, at: tree.range(element))
    } else if tree.isSource(element) {
      composer.add(textAt: tree.range(element))
    } else {
      composer.add(bytes, at: tree.range(element))
    }
  }

  /// Adds a key with a text, where there is one.
  mutating func add(_ key: StaticString, text element: ElementID?) {
    guard let element else { return }
    if tree.holdsElements(element) { return add(key, unread: element) }
    composer.add(key, at: tree.range(element))
    addText(element)
  }

  /// Adds a key with a word of the format, where there is one.
  mutating func add(_ key: StaticString, _ word: StaticString?, at element: ElementID?) {
    guard let word, let element else { return }
    composer.add(key, at: tree.range(element))
    composer.add(word, at: tree.range(element))
  }

  mutating func add(_ key: StaticString, boolean element: ElementID?) {
    guard let element else { return }
    guard let value = tree.boolean(element) else { return add(key, unread: element) }
    add(key, value ? "true" : "false", at: element)
  }

  /// Adds a key with a day, the time behind it left out.
  mutating func add(_ key: StaticString, date element: ElementID?) {
    guard let element else { return }
    let bytes = tree.trimmed(element)
    let day = bytes.prefix(10)
    let mark = bytes.dropFirst(10).first
    if mark == UInt8(ascii: " ") || mark == UInt8(ascii: "T"),
      CalendarDate(String(decoding: day, as: UTF8.self)) != nil
    {
      composer.add(key, at: tree.range(element))
      composer.add(day, at: tree.range(element))
    } else {
      add(key, unread: element)
    }
  }

  /// Adds a key with a value as it stands: the reader tells what is wrong with one that it cannot
  /// read, and takes it for unknown.
  mutating func add(_ key: StaticString, unread element: ElementID) {
    // What the end of the text cut off is no fault of the value's.
    if tree.elements[element].isCut { return }
    if tree.isBlank(element) {
      let place = tree.tag(element)
      composer.add(key, at: place)
      switch tree.kind(element) {
      case .list:
        composer.openList(at: place)
        composer.close()
      case .object:
        composer.openMapping(at: place)
        composer.close()
      default: composer.add(quoted: [UInt8](), at: place)
      }
      return
    }
    composer.add(key, at: tree.range(element))
    if tree.isSource(element) {
      composer.add(textAt: tree.range(element))
    } else {
      composer.add(tree.trimmed(element), at: tree.range(element))
    }
  }

  /// Adds an amount of a limit; -1 is unlimited.
  mutating func add(_ key: StaticString, amount element: ElementID) {
    guard tree.equals(element, "-1") else { return add(key, unread: element) }
    add(key, "unlimited", at: element)
  }

  /// Where a value stands, or its tag where it has none.
  func token(_ element: ElementID) -> SourceRange {
    tree.isBlank(element) ? tree.tag(element) : tree.range(element)
  }
}
