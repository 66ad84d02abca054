/// Everything a rule's file says, and what is in force of it in a project.
package struct RuleDocument: Sendable {
  /// What reports say about the rule, with the severity in force.
  package let descriptor: RuleDescriptor
  /// The severity that its file says.
  package let defaultSeverity: Severity
  /// Whether the rule is in force.
  package let isEnabled: Bool
  /// Whether it is in force where nobody has said otherwise.
  package let isEnabledByDefault: Bool
  /// The path of its file; of a built-in rule, in the repository.
  package let path: String
  /// The kinds of entity that it judges; empty where it describes a fault of reading.
  package let kinds: [String]
  /// Nil where the rule describes a fault of reading, as for all that is optional here.
  package let condition: Condition?
  package let params: [Parameter]
  package var examples: [Example]
  /// The id of the rule that it stands in for.
  package let replaces: String?
  /// The id of the rule that stands in for it, so that it is not in force.
  package let replacement: String?

  package init(
    descriptor: RuleDescriptor, defaultSeverity: Severity, isEnabled: Bool,
    isEnabledByDefault: Bool, path: String, kinds: [String], condition: Condition?,
    params: [Parameter], examples: [Example], replaces: String? = nil, replacement: String? = nil
  ) {
    self.descriptor = descriptor
    self.defaultSeverity = defaultSeverity
    self.isEnabled = isEnabled
    self.isEnabledByDefault = isEnabledByDefault
    self.path = path
    self.kinds = kinds
    self.condition = condition
    self.params = params
    self.examples = examples
    self.replaces = replaces
    self.replacement = replacement
  }

  package var id: String { descriptor.id }

  /// The place of the example to show the fault by: the first that has one.
  package var badExample: Int? { examples.firstIndex(where: \.isMarked) }

  /// The place of the example to show what is right by: the last one without a fault, which is the
  /// near miss.
  package var goodExample: Int? { examples.lastIndex { !$0.isMarked } }
}

extension RuleDocument {
  /// The texts of a rule file that hold expressions, as they stand there, lines of folded ones joined.
  package struct Condition: Hashable, Sendable {
    package let when: String?
    package let check: String
    package let at: String?
    package let message: String
    package let related: [Related]

    package init(when: String?, check: String, at: String?, message: String, related: [Related]) {
      self.when = when
      self.check = check
      self.at = at
      self.message = message
      self.related = related
    }
  }

  /// A further place that findings show.
  package struct Related: Hashable, Sendable {
    /// The list that the place is shown for each element of, and the name of the element.
    package let each: String?
    package let name: String?
    package let at: String
    package let label: String

    package init(each: String?, name: String?, at: String, label: String) {
      self.each = each
      self.name = name
      self.at = at
      self.label = label
    }
  }

  /// A setting of the rule.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    /// The word in rule files: `int`, `list(string)`.
    package let type: String
    package let defaultValue: ParameterText
    /// The value in force.
    package let value: ParameterText
    /// May be empty.
    package let description: String
    /// The smallest and the largest value; nil where there is none.
    package let minimum, maximum: ParameterText?
    /// Every text that there is; nil where any may stand.
    package let values: [String]?

    package init(
      name: String, type: String, defaultValue: ParameterText, value: ParameterText,
      description: String, minimum: ParameterText? = nil, maximum: ParameterText? = nil,
      values: [String]? = nil
    ) {
      self.name = name
      self.type = type
      self.defaultValue = defaultValue
      self.value = value
      self.description = description
      self.minimum = minimum
      self.maximum = maximum
      self.values = values
    }
  }

  /// The value of a parameter as it is written.
  package enum ParameterText: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    case double(Double)
    /// Text, an amount (`5 GB`) or a date (`2026-12-31`).
    case text(String)
    case list([String])
  }

  /// A hosting file, or several, with the places where the rule finds a fault.
  package struct Example: Sendable {
    package let title: String
    package let files: [File]
    /// The day that the example sees, `2026-11-22`; nil where it does not matter.
    package let today: String?
    /// Values of parameters in place of those in force, by name.
    package let params: [(name: String, value: ParameterText)]
    /// What hostlint finds in it with the rule as it is in force, this rule's findings alone; nil
    /// where the example was not run.
    package var report: Report?

    package init(
      title: String, files: [File], today: String?, params: [(name: String, value: ParameterText)],
      report: Report? = nil
    ) {
      self.title = title
      self.files = files
      self.today = today
      self.params = params
      self.report = report
    }

    /// Whether it shows the fault.
    package var isMarked: Bool { files.contains { !$0.markedLines.isEmpty } }

    /// One file of an example.
    package struct File: Hashable, Sendable {
      package let name: String
      package let text: String
      /// The 1-based lines that end in `# <- finding`.
      package let markedLines: [Int]

      /// The text without marks, those for findings of reading included (`# <- unknown-pack`), which
      /// takes no line and moves nothing that stands before them.
      package var unmarkedText: String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
          guard let mark = line.ranges(of: "# <- ").last else { return line }
          var kept = line[..<mark.lowerBound]
          // In XML a mark stands in a comment of its own.
          if kept.hasSuffix("<!-- ") { kept = kept.dropLast(5) }
          return kept[..<(kept.lastIndex { $0 != " " }.map(kept.index(after:)) ?? kept.startIndex)]
        }.joined(separator: "\n")
      }

      package init(name: String, text: String, markedLines: [Int]) {
        self.name = name
        self.text = text
        self.markedLines = markedLines
      }
    }
  }
}
