internal import Diagnostics
internal import SourceText
package import YAML

/// Whether a file is a hosting file at all.
extension HostingReader {
  /// What a file or a document is, by its top-level keys.
  package enum Standing: Hashable, Sendable {
    /// It says `hosting:`.
    case hosting
    /// It misses only that: two or more of a hosting file's other keys stand there; the first one.
    case unmarked(NodeID)
    case other
  }

  /// What a file is: the most that one of its documents is.
  package static func standing(of tree: Tree) -> Standing {
    var standing = Standing.other
    for root in tree.documents {
      switch self.standing(of: tree.resolve(root), in: tree) {
      case .hosting: return .hosting
      case .unmarked(let key): standing = .unmarked(key)
      case .other: break
      }
    }
    return standing
  }

  static func standing(of root: NodeID, in tree: Tree) -> Standing {
    var known: [(key: DocumentKey, node: NodeID)] = []
    var entries = tree.cursor(overEntriesOf: root)
    while let entry = tree.next(&entries) {
      guard let key = Keys.document.key(entry.key, in: tree) else { continue }
      if key == .hosting { return .hosting }
      if !known.contains(where: { $0.key == key }) { known.append((key, entry.key)) }
    }
    guard known.count >= 2, let first = known.first else { return .other }
    return .unmarked(first.node)
  }

  mutating func reportUnmarked(_ key: NodeID) {
    report(
      .notAHostingFile, at: firstToken(of: key),
      "this looks like a hosting file, but does not say `hosting: 1`",
      help: "Add `hosting: 1` as its first key.", subject: nil, field: "hosting")
  }

  /// A hosting file holds hosting documents and empty ones; a file of one empty document is none.
  mutating func reportForeignDocument(_ root: NodeID) {
    // What follows a syntax error may have been what is missing.
    if tree.isCut(root) { return }
    let isBlank = isBlank(root)
    if isBlank, tree.documents.count > 1 || !tree.isComplete { return }
    report(
      .notAHostingFile, at: isBlank ? SourceRange(at: 0) : firstToken(of: root),
      isBlank
        ? "the file is empty" : "this does not start with `hosting: 1`, so it is no hosting file",
      help: "Start a hosting file with `hosting: 1`; docs/format.md describes the rest.",
      subject: nil, field: nil)
  }
}
