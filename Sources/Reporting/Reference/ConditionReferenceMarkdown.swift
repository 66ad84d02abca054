internal import Diagnostics

/// What conditions can name, as Markdown; `docs/rule-reference.md` is all of it.
enum ConditionReferenceMarkdown {
  /// The whole page; of some objects and types alone, which have no functions, their sections.
  static func string(_ reference: ConditionReference) -> String {
    let names = reference.objects.map(\.name) + reference.types.map(\.name)
    let isWhole = !reference.functions.isEmpty
    let kinds = reference.objects.filter(\.isKind)
    var sections = reference.objects.map { section($0, names: names, hasVariables: !isWhole) }
    sections += reference.types.map { "## \($0.name)\n\n\($0.documentation)\n" }
    if isWhole {
      sections.insert(introduction, at: 0)
      sections.insert(scopes(kinds, names: names), at: 1)
      sections.append(functions(reference.functions))
    }
    return sections.joined(separator: "\n")
  }

  private static let introduction = """
    <!-- Written by `hostlint fields --format markdown`. -->

    # What rules can name

    The conditions and messages of a [rule file](adding-a-rule.md#the-rule-file) can name the \
    variables, fields and functions of this page, beside those of the expression language, \
    [CEL](cel.md). `hostlint fields` shows it in a terminal, `hostlint fields KIND` a part of it.

    `?` marks a field that may be absent: it is read only where it is known to be \
    [present](adding-a-rule.md#conditions). A list is never absent, and empty where there is \
    nothing.

    """

  private static func functions(_ functions: [ConditionReference.Function]) -> String {
    var text = "## Functions\n\n| function | meaning |\n|---|---|\n"
    for function in functions {
      let signatures = function.signatures.map(MarkdownText.code).joined(separator: ", ")
      text += "| \(signatures) | \(cell(function.documentation)) |\n"
    }
    return text
  }

  /// The variables of each kind.
  private static func scopes(
    _ kinds: [ConditionReference.Object], names: [String]
  ) -> String {
    let common =
      kinds.first?.variables.filter { variable in
        kinds.allSatisfy { $0.variables.contains(variable) }
      } ?? []
    var text = """
      ## Variables

      | `applies-to` | one for each | variables |
      |---|---|---|

      """
    for kind in kinds {
      let variables = kind.variables.filter { !common.contains($0) }.map { variable in
        variable.name == variable.type
          ? link(variable.type, names: names) : MarkdownText.code(variable.name)
      }
      text +=
        "| `\(kind.name)` | \(cell(kind.documentation)) | \(variables.joined(separator: ", ")) |\n"
    }
    text +=
      "\n`self` is the entity itself. With several kinds (`applies-to: [domain, alias]`) it is "
      + "the only name for it, and only the fields and variables that all of them have can be used.\n"
    if !common.isEmpty {
      text += "\nEvery rule also has:\n\n| variable | type | meaning |\n|---|---|---|\n"
      for variable in common {
        text +=
          "| `\(variable.name)` | \(link(variable.type, names: names)) | "
          + "\(cell(variable.documentation)) |\n"
      }
    }
    return text
  }

  private static func section(
    _ object: ConditionReference.Object, names: [String], hasVariables: Bool
  ) -> String {
    var text = "## \(object.name)\n\n\(object.documentation)\n\n"
    if hasVariables, object.isKind {
      let variables = object.variables.map { MarkdownText.code($0.name) }
      text += "Variables: \(variables.joined(separator: ", "))\n\n"
    }
    text += "| field | type | | meaning |\n|---|---|---|---|\n"
    for field in object.fields {
      text +=
        "| `\(field.name)` | \(link(field.type, names: names)) | "
        + "\(field.isOptional ? "? " : "")| \(cell(field.documentation)) |\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// A type with a link to the section of each object in it: `list([domain](#domain))`.
  private static func link(_ type: String, names: [String]) -> String {
    var result = ""
    var word = ""
    func flush() {
      result += names.contains(word) ? "[\(word)](#\(word))" : word
      word = ""
    }
    for character in type {
      if character.isLetter || character == "_" || character == "." {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
