import Diagnostics
import Foundation
import HostingModel
import PleskExports
import SourceText
import TestSupport
import YAML

/// What reading some exports gives.
struct Export {
  let outcome: ExportReader.Outcome
  let files: [SourceFile]

  /// Reads texts as the files `a.xml`, `b.xml` …; what none of them is, is left out.
  init(_ texts: String..., bounds: ExportBounds = ExportBounds()) {
    self.init(texts.map { Array($0.utf8) }, bounds: bounds)
  }

  init(_ texts: [[UInt8]], names: [String] = [], bounds: ExportBounds = ExportBounds()) {
    var files: [SourceFile] = []
    var exports: [ExportReader.File] = []
    for (index, bytes) in texts.enumerated() {
      let letter = Character(Unicode.Scalar(UInt8(97 + index)))
      guard case .export(let format) = ExportFormat.standing(of: bytes) else { continue }
      let (text, fault) = ExportText.utf8(from: bytes)
      let path = names.indices.contains(index) ? names[index] : "\(letter).xml"
      let file = SourceFile(path: path, text: text)
      let id = FileID(UInt32(files.count))
      files.append(file)
      exports.append(ExportReader.File(source: file, id: id, format: format, fault: fault))
    }
    self.files = files
    outcome = ExportReader.read(exports, bounds: bounds)
    reading = HostingReader.read([outcome.tree] + files.dropFirst().map { _ in nil })
  }

  /// Reads files of the repository.
  init(paths: [String]) throws {
    self.init(
      try paths.map { Array(try Data(contentsOf: Repository.root.appending(path: $0))) },
      names: paths.map { $0.components(separatedBy: "/").last ?? $0 })
  }

  /// Reads the files of a folder of the public samples.
  init(samples names: [String], in folder: URL) throws {
    self.init(
      try names.map { Array(try Data(contentsOf: folder.appending(path: $0))) }, names: names)
  }

  /// The hierarchy, and what reading it found; kept, since the tables of a hierarchy end with it.
  let reading: (hosting: Hosting, diagnostics: [Diagnostic])

  /// One line for each finding: `a.xml:7:5 export-error: Plesk refused …`.
  var findings: [String] {
    (outcome.diagnostics + reading.diagnostics).map { diagnostic in
      "\(place(diagnostic.location)) \(diagnostic.rule): \(diagnostic.message)"
    }
  }

  func place(_ location: SourceLocation) -> String {
    let file = files[Int(location.file.rawValue)]
    let position = file.position(of: location.range.start)
    return "\(file.path):\(position.line):\(position.column)"
  }

  /// The hosting tree as an outline: keys, values, and where each value stands.
  func outline(withPlaces: Bool = true) -> String {
    guard let tree = outcome.tree else { return "nothing\n" }
    var lines: [String] = []
    func add(_ head: String, _ node: NodeID, _ indent: String) {
      let place = withPlaces ? " @ \(self.place(tree.location(node)))" : ""
      let cut = tree.isCut(node) ? " cut" : ""
      switch tree.kind(node) {
      case .scalar, .alias: lines.append("\(indent)\(head)\(tree.string(node))\(place)\(cut)")
      case .mapping:
        lines.append("\(indent)\(head)\(place)\(cut)")
        for entry in tree.entries(of: node) {
          add("\(tree.string(entry.key)): ", entry.value, indent + "  ")
        }
      case .sequence:
        lines.append("\(indent)\(head)\(place)\(cut)")
        for item in tree.items(of: node) { add("- ", item, indent + "  ") }
      }
    }
    for document in tree.documents { add("---", document, "") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The entities of the hierarchy, by their identities.
  var identities: [String] {
    let hosting = reading.hosting
    return EntityKind.counted.flatMap { kind in
      (0..<UInt32(hosting.count(of: kind))).compactMap {
        hosting.identity(of: EntityReference(kind, $0))
      }
    }
  }
}

/// Packets of made-up accounts.
enum Packet {
  static func make(_ operators: String...) -> String { make(operators) }

  static func make(_ operators: [String]) -> String {
    "<packet version=\"1.6.9.1\">" + operators.joined() + "</packet>"
  }

  static func reseller(_ login: String, id: Int, guid: String) -> String {
    "<reseller><get><result><status>ok</status><id>\(id)</id><data><gen-info><login>\(login)</login>"
      + "<guid>\(guid)</guid></gen-info></data></result></get></reseller>"
  }

  static func customer(_ login: String, id: Int, of owner: String) -> String {
    "<customer><get><result><status>ok</status><id>\(id)</id><data><gen_info><login>\(login)</login>"
      + "<status>0</status><email>\(login)@exemple.fr</email>\(owner)</gen_info></data></result></get>"
      + "</customer>"
  }

  static func plan(
    _ name: String, guid: String, limits: [String: String] = [:], addon: Bool = false,
    permissions: [String: Bool] = [:]
  ) -> String {
    let word = addon ? "service-plan-addon" : "service-plan"
    return "<\(word)><get><result><status>ok</status><id>1</id><name>\(name)</name>"
      + "<guid>\(guid)</guid><limits>\(self.limits(limits))</limits>"
      + "<permissions>\(self.permissions(permissions))</permissions></result></get></\(word)>"
  }

  static func webspace(
    _ name: String, id: Int, general: String = "", plans: [String] = [],
    limits: [String: String] = [:], permissions: [String: Bool] = [:], data: String = ""
  ) -> String {
    let guids = plans.map { "<plan><plan-guid>\($0)</plan-guid></plan>" }.joined()
    let subscription =
      plans.isEmpty
      ? ""
      : "<subscription><locked>false</locked><synchronized>true</synchronized>\(guids)</subscription>"
    return
      "<webspace><get><result><status>ok</status><id>\(id)</id><data><gen_info><name>\(name)</name>"
      + "<status>0</status><guid>w-\(id)</guid>\(general)</gen_info>"
      + "<limits>\(self.limits(limits))</limits><subscriptions>\(subscription)</subscriptions>"
      + "<permissions>\(self.permissions(permissions))</permissions>\(data)</data></result></get>"
      + "</webspace>"
  }

  static func site(_ name: String, id: Int, webspace: Int) -> String {
    "<site><get><result><status>ok</status><id>\(id)</id><data><gen_info><name>\(name)</name>"
      + "<status>0</status><guid>\(id == webspace ? "w" : "s")-\(id)</guid>"
      + "<webspace-guid>w-\(webspace)</webspace-guid><webspace-id>\(webspace)</webspace-id>"
      + "</gen_info></data></result></get></site>"
  }

  static func alias(_ name: String, site: Int) -> String {
    "<site-alias><get><result><status>ok</status><id>\(900 + site)</id><info><status>0</status>"
      + "<manage-dns>true</manage-dns><site-id>\(site)</site-id><name>\(name)</name></info></result>"
      + "</get></site-alias>"
  }

  private static func limits(_ limits: [String: String]) -> String {
    limits.sorted { $0.key < $1.key }
      .map { "<limit><name>\($0)</name><value>\($1)</value></limit>" }.joined()
  }

  private static func permissions(_ permissions: [String: Bool]) -> String {
    permissions.sorted { $0.key < $1.key }
      .map { "<permission><name>\($0)</name><value>\($1)</value></permission>" }.joined()
  }
}
