internal import Diagnostics

/// What conditions can name, as Markdown; `docs/rule-reference.md` is all of it.
enum ConditionReferenceMarkdown {
  static func string(_ reference: ConditionReference) -> String {
    let names = reference.objects.map(\.name) + reference.types.map(\.name)
    var text = """
      <!-- Written by `hostlint fields --format markdown`. -->

      # What rules can name

      The conditions and messages of a [rule file](adding-a-rule.md#the-rule-file) can name the \
      variables, fields and functions of this page, beside those of the expression language, \
      [CEL](cel.md). `hostlint fields` shows it in a terminal, `hostlint fields KIND` a part of it.

      `?` marks a field that may be absent: it is read only where it is known to be \
      [present](adding-a-rule.md#conditions). A list is never absent, and empty where there is \
      nothing.

      """
    if reference.objects.contains(where: \.isKind) {
      text += "\n" + scopes(reference.objects.filter(\.isKind), names: names)
    }
    for object in reference.objects { text += "\n" + section(object, names: names) }
    for type in reference.types {
      text += "\n## \(type.name)\n\n\(type.documentation)\n"
    }
    if !reference.functions.isEmpty {
      text += "\n## Functions\n\n| function | meaning |\n|---|---|\n"
      for function in reference.functions {
        let signatures = function.signatures.map(MarkdownText.code).joined(separator: ", ")
        text += "| \(signatures) | \(cell(function.documentation)) |\n"
      }
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
    _ object: ConditionReference.Object, names: [String]
  ) -> String {
    var text = "## \(object.name)\n\n\(object.documentation)\n\n"
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
