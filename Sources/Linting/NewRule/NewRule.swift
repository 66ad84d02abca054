internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

/// Writes the file that a rule of one's own starts from: `hostlint new-rule`.
package struct NewRule: Sendable {
  /// The file that was written, from the working directory.
  package let path: String
  /// The folder that it was written to, likewise.
  package let folder: String

  /// Writes `<folder>/<id>.yaml`; nothing is written over.
  ///
  /// - Parameters:
  ///   - kinds: What the rule judges: kinds, some of them with commas between them.
  ///   - folder: Made where it is missing; nil for the first of the project's rule folders, or
  ///     `policy` where it has none.
  package static func write(
    _ id: String, appliesTo kinds: [String], in folder: String?, _ options: ProjectOptions
  ) throws(RunFailure) -> NewRule {
    let workingDirectory = try options.folder()
    let kinds = try read(kinds)
    func absolute(_ path: String) -> String { Paths.absolute(path, from: workingDirectory) }
    let ruleFolders = try Project.ruleFolders(options)
    // A rule file may be named too, and a folder that is not there yet is made.
    let projectFolder = ruleFolders.first {
      if case .success(.file) = FileSystem.kind(of: absolute($0)) { false } else { true }
    }
    let folder = folder ?? projectFolder ?? "policy"
    guard !folder.isEmpty else { throw .message("--in names no folder") }
    let path = Paths.join(folder, "\(id).yaml")
    try check(id)
    try check(id, isNotTakenIn: [folder] + ruleFolders, from: workingDirectory)
    if case .failure(let failure) = FileSystem.makeFolder(absolute(folder)) {
      throw .message("cannot make the folder \(folder): \(failure.reason)")
    }
    let text = RuleTemplate(id: id, kinds: kinds).text
    switch FileSystem.create(absolute(path), Array(text.utf8)) {
    case .success(true): break
    case .success(false): throw .message("\(path) is there already, and was left as it is")
    case .failure(let failure): throw .message("cannot write \(path): \(failure.reason)")
    }
    func reported(_ path: String) -> String {
      Paths.relative(absolute(path), to: workingDirectory)
    }
    return NewRule(path: reported(path), folder: reported(folder))
  }

  private static func read(_ words: [String]) throws(RunFailure) -> [EntityKind] {
    // What a rule about changes needs, two states, is no start.
    let names = EntityKind.allCases.filter { $0 != .change }.map(\.rawValue)
    var kinds: [EntityKind] = []
    for part in words.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let word = part.filter { $0 != " " }
      if word == EntityKind.change.rawValue {
        throw .message(
          "a rule about changes needs two states, which is more than a start can show; "
            + "docs/adding-a-rule.md has one")
      }
      guard let kind = EntityKind(rawValue: word) else {
        let near = Suggestion.closest(to: word, among: names)
        throw .message(
          "there is no kind '\(word)'; "
            + (near.map { "did you mean \($0)?" }
              ?? "the kinds are \(names.joined(separator: ", "))")
        )
      }
      if kinds.contains(kind) { throw .message("\(kind.rawValue) stands twice in --applies-to") }
      kinds.append(kind)
    }
    return kinds
  }

  private static func check(_ id: String) throws(RunFailure) {
    if RuleFile.isID(id) {
      guard let reason = RuleFile.reason(against: id) else { return }
      throw .message("'\(id)' cannot be the id of a rule: \(reason)")
    }
    let words = id.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let near = words.joined(separator: "-")
    // Letters that are left out would leave a word that nobody means.
    let isNear =
      RuleFile.isID(near) && RuleFile.reason(against: near) == nil
      && id.utf8.allSatisfy { $0 < 0x80 }
    throw .message(
      "'\(id)' is no rule id; it is made of lower-case words and digits joined by hyphens"
        + (isNear ? ", such as \(near)" : ""))
  }

  /// An id must be new: among the built-in rules, and among those that lie where this one goes.
  private static func check(
    _ id: String, isNotTakenIn folders: [String], from workingDirectory: String
  ) throws(RunFailure) {
    // Folders that are not there yet and files with faults are no matter here.
    let known = RuleFiles(builtIn: .check, folders: folders, workingDirectory: workingDirectory)
    guard let other = known.files.first(where: { $0.id == id }) else { return }
    guard other.isBuiltIn else {
      throw .message("there is a rule \(id) already, in \(other.tree.file.path)")
    }
    throw .message(
      other.hasNoCheck
        ? "\(id) is the id of a finding of reading; give your rule another one"
        : "\(id) is the id of a built-in rule; give yours another one, and write "
          + "`replaces: \(id)` in its file if it is to stand in for that rule")
  }
}
