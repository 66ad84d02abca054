package import Diagnostics

/// The forms that a tree of accounts can take, by the word on the command line.
package enum TreeFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `hostlint-tree/1`, described by `docs/tree.schema.json`.
  case json

  /// Writes a tree as UTF-8, in chunks of some tens of kilobytes.
  ///
  /// - Parameters:
  ///   - style: How text is laid out; JSON does not use it.
  ///   - sink: Takes each chunk, in order; what it throws ends the writing.
  package func write<Failure: Error>(
    _ tree: AccountTree, style: TextStyle, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .text:
      var renderer = TreeRenderer(tree, style: style)
      try renderer.write(to: sink)
    case .json:
      var writer = TreeJSONWriter(tree)
      try writer.write(to: sink)
    }
  }

  /// The whole tree as one string.
  package func string(_ tree: AccountTree, style: TextStyle = TextStyle()) -> String {
    var bytes: [UInt8] = []
    write(tree, style: style) { (chunk: [UInt8]) in bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }
}
