package import Diagnostics
package import HostingModel
package import SourceText
package import YAML

/// A rule file as it is written: its keys read and typed, its expressions still text.
package struct RuleFile: Sendable {
  package let tree: Tree
  /// The folder that the file stands in: `dns`, `reading`.
  package let area: String
  /// Whether it comes with the program.
  package let isBuiltIn: Bool
  package var id = ""
  package var idNode: NodeID?
  package var title = ""
  package var severity = Severity.warning
  package var kinds: [EntityKind] = []
  package var when: NodeID?
  package var check: NodeID?
  package var at: NodeID?
  package var related: [RelatedPlace] = []
  package var message: NodeID?
  package var rationale = ""
  package var remedy: NodeID?
  package var source = ""
  package var params: [Parameter] = []
  package var examples: [Example] = []
  /// The key `examples`.
  package var examplesKey: NodeID?
  package var isEnabled = true
  package var isSuppressible = true
  /// The id of the rule that it stands in for.
  package var replaces: NodeID?
  package var tags: [String] = []

  /// The same id as text.
  package var replacedID: String? { replaces.map(tree.string) }

  /// One entry of `related`.
  package struct RelatedPlace: Sendable {
    package var each: NodeID?
    package var name: String?
    package var at: NodeID?
    package var label: NodeID?
  }

  /// A setting of the rule that a project may change.
  package struct Parameter: Sendable {
    package let name: String
    package let type: ParameterType
    package let value: ParameterValue
    package let description: String
    package var range = ParameterRange()

    /// Whether conditions can read a parameter by a name: letters, digits and `_`.
    static func isName(_ text: String) -> Bool {
      if ["true", "false", "null", "in"].contains(text) { return false }
      let isWord = text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
      }
      return isWord && text.utf8.first.map { !(0x30...0x39 ~= $0) } ?? false
    }
  }

  /// A hosting file, or several, with the places where the rule finds a fault.
  package struct Example: Sendable {
    package let title: String
    /// By name; a lone `hosting:` is `hosting.yaml`, or `export.xml` where it is XML.
    package let files: [File]
    package let today: CalendarDate?
    /// Values of parameters instead of their defaults.
    package let params: [String: ParameterValue]
    /// What stands for the example in a report: its title, else its first key.
    package var place: SourceRange?

    package struct File: Sendable {
      package let name: String
      package let text: String
      /// The text in the rule file.
      package var node: NodeID?
      /// Whether it holds the earlier of two states, for a rule about changes.
      package var isEarlier = false
    }
  }

  init(tree: Tree, area: String, isBuiltIn: Bool) {
    self.tree = tree
    self.area = area
    self.isBuiltIn = isBuiltIn
  }

  /// The areas of rules that describe what hostlint finds by itself: faults of the files that it
  /// reads, and of what is to be left out of reports.
  static let areasWithoutCheck = ["reading", "suppressions"]

  /// Whether the rule describes such findings and so has no check.
  package var hasNoCheck: Bool { Self.areasWithoutCheck.contains(area) && check == nil }

  /// Whether a text can be the id of a rule: lower-case words and digits joined by hyphens.
  package static func isID(_ text: String) -> Bool {
    let hyphen = UInt8(ascii: "-")
    var previous = hyphen
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case hyphen where previous != hyphen: break
      default: return false
      }
      previous = byte
    }
    return previous != hyphen
  }

  /// Why a text that is written like an id cannot be one, as the end of a sentence; nil where it
  /// can.
  package static func reason(against id: String) -> String? {
    if id == "all" { return "it selects every rule" }
    if builtInAreas.contains(id) { return "it is the name of an area of rules" }
    let isText = Array(id.utf8).withUnsafeBufferPointer { ScalarValue(plain: $0) == .string }
    if !isText { return "YAML does not read it as text" }
    return wordsForBooleans.contains(id) ? "it is a word for true or false" : nil
  }

  /// What YAML 1.1 reads as true or false, and many programs still do.
  private static let wordsForBooleans = ["on", "off", "yes", "no", "y", "n"]

  /// Words that are written like an id and cannot be one; numbers cannot either.
  static let wordsThatAreNoID = ["all", "null", "true", "false"] + wordsForBooleans + builtInAreas

  /// The areas of the rules that come with the program: the folders below `Rules`.
  package static let builtInAreas = [
    "aliases", "customers", "dns", "isolation", "limits", "names", "packs", "permissions", "php",
    "reading", "suppressions",
  ]

  /// The rule without all that is shown of a finding; nil where its conditions may go by something
  /// that could not be read.
  var conditionsAlone: RuleFile? {
    guard tree.isComplete, let root = tree.documents.first.map(tree.resolve),
      tree.value(of: "params", in: root) == nil
    else { return nil }
    var file = self
    file.at = nil
    file.message = nil
    file.remedy = nil
    file.related = []
    return file
  }

  /// The rule with other values for some of its parameters.
  package func setting(_ values: [String: ParameterValue]) -> RuleFile {
    guard !values.isEmpty else { return self }
    var file = self
    file.params = params.map { parameter in
      Parameter(
        name: parameter.name, type: parameter.type,
        value: values[parameter.name] ?? parameter.value, description: parameter.description,
        range: parameter.range)
    }
    return file
  }
}
