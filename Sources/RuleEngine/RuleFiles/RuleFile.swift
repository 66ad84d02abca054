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
  }

  /// A hosting file, or several, with the places where the rule finds a fault.
  package struct Example: Sendable {
    package let title: String
    /// By name; a lone `hosting:` is `hosting.yaml`.
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
    }
  }

  init(tree: Tree, area: String, isBuiltIn: Bool) {
    self.tree = tree
    self.area = area
    self.isBuiltIn = isBuiltIn
  }

  /// Whether the rule describes findings of reading and so has no check of its own.
  package var isReadingRule: Bool { area == "reading" && check == nil }

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

  /// The rule with other values for some of its parameters.
  package func setting(_ values: [String: ParameterValue]) -> RuleFile {
    guard !values.isEmpty else { return self }
    var file = self
    file.params = params.map { parameter in
      Parameter(
        name: parameter.name, type: parameter.type,
        value: values[parameter.name] ?? parameter.value, description: parameter.description)
    }
    return file
  }
}
