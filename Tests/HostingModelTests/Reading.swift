import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import YAML

/// What reading some hosting files gives.
struct Reading {
  let hosting: Hosting
  /// Those of the parse and those of the model, by place.
  let diagnostics: [Diagnostic]
  let files: [SourceFile]

  /// Reads texts as the files `a.yaml`, `b.yaml` ….
  init(_ texts: String..., options: ReadingOptions = ReadingOptions()) {
    self.init(texts.map { Array($0.utf8) }, options: options)
  }

  init(_ texts: [[UInt8]], options: ReadingOptions = ReadingOptions()) {
    var files: [SourceFile] = []
    var trees: [Tree?] = []
    var diagnostics: [Diagnostic] = []
    for (index, text) in texts.enumerated() {
      let letter = Character(Unicode.Scalar(UInt8(97 + index)))
      let file = SourceFile(path: "\(letter).yaml", text: text)
      let result = parse(file, id: FileID(UInt32(index)))
      files.append(file)
      trees.append(result.tree)
      diagnostics += result.diagnostics
    }
    let result = HostingReader.read(trees, options: options)
    hosting = result.hosting
    self.files = files
    self.diagnostics = (diagnostics + result.diagnostics).sorted {
      ($0.location, $0.rule) < ($1.location, $1.rule)
    }
  }

  /// Reads a file of the folder `Fixtures`.
  init(fixture name: String) throws {
    let url = Repository.root.appending(path: "Tests/HostingModelTests/Fixtures/\(name)")
    self.init([Array(try Data(contentsOf: url))])
  }

  /// One line for each finding: `7:5 unknown-pack subscription/example.fr pack`, with the file's
  /// letter in front where there are several.
  var findings: [String] {
    diagnostics.map { diagnostic in
      "\(place(diagnostic.location)) \(diagnostic.rule) \(diagnostic.entity) \(diagnostic.field ?? "-")"
    }
  }

  /// Messages and remedies, by place.
  var messages: [String] { diagnostics.map(\.message) }
  var remedies: [String] { diagnostics.map(\.remedy) }

  /// Everything that is said about each finding, for golden files.
  var report: String {
    diagnostics.map { diagnostic in
      var lines = [
        "\(place(diagnostic.location)) \(diagnostic.rule): \(diagnostic.message)",
        "  token: \(token(diagnostic.location))",
        "  entity: \(diagnostic.entity), field: \(diagnostic.field ?? "-")",
        "  help: \(diagnostic.remedy)",
      ]
      lines += diagnostic.related.map { "  \(place($0.location)): \($0.text)" }
      return lines.joined(separator: "\n") + "\n"
    }.joined()
  }

  /// `line:column`, with the file's letter in front where there are several.
  func place(_ location: SourceLocation) -> String {
    let file = files[Int(location.file.rawValue)]
    let position = file.position(of: location.range.start)
    let letter = files.count > 1 ? "\(file.path.prefix(1)):" : ""
    return "\(letter)\(position.line):\(position.column)"
  }

  /// The text of a place.
  func token(_ location: SourceLocation) -> String {
    files[Int(location.file.rawValue)].string(in: location.range)
  }

  /// The line and the text of an origin: "7 `lrob`".
  func place(_ origin: Origin?) -> String? {
    origin.map { origin in
      let location = hosting.location(of: origin)
      return "\(place(location).prefix { $0 != ":" }) `\(token(location))`"
    }
  }

  /// The text of a declared field.
  func string(_ field: Field<Text>, file: UInt32 = 0) -> String? {
    field.value.map { hosting.string(of: $0, in: FileID(file)) }
  }

  // MARK: - Entities by name

  func subscription(_ name: String) -> SubscriptionID? {
    hosting.subscriptions.indices.map(SubscriptionID.init(index:)).first {
      hosting.name(of: EntityReference(.subscription, $0.rawValue)) == name
    }
  }

  func domain(_ name: String) -> EntityReference? { entity(.domain, name) }
  func alias(_ name: String) -> EntityReference? { entity(.alias, name) }

  func entity(_ kind: EntityKind, _ name: String) -> EntityReference? {
    (0..<UInt32(hosting.count(of: kind))).map { EntityReference(kind, $0) }.first {
      hosting.name(of: $0) == name
    }
  }

  /// The identities of all entities of the counted kinds.
  var identities: [String] {
    EntityKind.counted.flatMap { kind in
      (0..<UInt32(hosting.count(of: kind))).map {
        hosting.identity(of: EntityReference(kind, $0)) ?? "\(kind)?"
      }
    }
  }
}

/// A file of one reseller, `agence`, with two packs; the text is what follows.
func account(_ text: String) -> String {
  """
  hosting: 1
  reseller: { login: agence }
  packs:
    starter: { limits: { disk_space: 5 GB } }
    more-disk: { addon: true, limits: { disk_space: 10 GB } }
  \(text)
  """
}
