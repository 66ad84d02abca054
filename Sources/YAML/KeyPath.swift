/// The written form of a node's place in its document: `customers[2].pack`.
enum KeyPath {
  /// How many characters of a key a path shows, so that long keys with many
  /// faults below them stay small.
  private static let keyLength = 128

  /// Appends a key; one that holds more than a name does stands in `["…"]`.
  static func append(key bytes: UnsafeBufferPointer<UInt8>, to path: inout String) {
    // A character has at most four bytes, so the cut is behind what is shown.
    var key = String(decoding: bytes.prefix((keyLength + 1) * 4), as: UTF8.self)
    if key.unicodeScalars.count > keyLength {
      key = String(String.UnicodeScalarView(key.unicodeScalars.prefix(keyLength - 1))) + "…"
    }
    let isName =
      !key.isEmpty
      && key.utf8.allSatisfy { byte in
        switch byte {
        case 0...UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"),
          UInt8(ascii: "\""), 0x7F:
          false
        default: true
        }
      }
    if isName {
      if !path.isEmpty { path += "." }
      path += key
    } else {
      path +=
        "[\""
        + key.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\\"") + "\"]"
    }
  }

  /// Appends a 0-based index.
  static func append(index: Int, to path: inout String) {
    path += "[\(index)]"
  }
}

extension Tree {
  /// The keys and 0-based indices that lead from its document's root to a node:
  /// `customers[2].subscriptions[0].pack`; empty for the root.
  ///
  /// A key's own path ends in the key, like that of its value. The search goes
  /// down from the root, through all siblings on the way: not for inner loops.
  package func keyPath(to node: NodeID) -> String {
    guard var current = documents.last(where: { $0 <= node }) else { return "" }
    var path = ""
    while current != node {
      switch kind(current) {
      case .mapping:
        guard let entry = entries(of: current).last(where: { $0.key <= node }) else { return path }
        withUTF8(resolve(entry.key)) { KeyPath.append(key: $0, to: &path) }
        current = node < entry.value ? entry.key : entry.value
      case .sequence:
        var index = -1
        for item in items(of: current) {
          if node < item { break }
          index += 1
          current = item
        }
        guard index >= 0 else { return path }
        KeyPath.append(index: index, to: &path)
      default:
        return path
      }
    }
    return path
  }
}

extension Sequence {
  /// The last element of those at the start that satisfy a condition.
  fileprivate func last(where isIncluded: (Element) -> Bool) -> Element? {
    var last: Element?
    for element in self {
      guard isIncluded(element) else { break }
      last = element
    }
    return last
  }
}
