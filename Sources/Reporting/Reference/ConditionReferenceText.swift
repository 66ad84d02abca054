internal import Diagnostics

/// What conditions can name, for a person at a terminal.
enum ConditionReferenceText {
  static func string(_ reference: ConditionReference, style: TextStyle) -> String {
    var parts = reference.objects.map { object($0, style: style) }
    if !reference.types.isEmpty || !reference.functions.isEmpty {
      var page = TextPage(style: style)
      for type in reference.types {
        page.line([TextPage.Cell(type.name, as: .keyword)])
        page.paragraph(type.documentation, indent: 2)
      }
      if !reference.functions.isEmpty {
        if !reference.types.isEmpty { page.blankLine() }
        page.line([TextPage.Cell("functions", as: .keyword)])
        page.terms(
          reference.functions.flatMap { function in
            function.signatures.map { ($0, TextPage.Cell(function.documentation)) }
          })
      }
      parts.append(page.text)
    }
    if reference.objects.contains(where: { $0.fields.contains(where: \.isOptional) }) {
      var page = TextPage(style: style)
      page.paragraph(
        "A field with ? may be absent; ask `has(x.field)` before it is read.", indent: 0)
      parts.append(page.text)
    }
    return parts.joined(separator: "\n")
  }

  private static func object(_ object: ConditionReference.Object, style: TextStyle) -> String {
    var page = TextPage(style: style)
    page.line([TextPage.Cell(object.name, as: .keyword)])
    page.paragraph(object.documentation, indent: 2)
    page.blankLine()
    if object.isKind {
      page.paragraph("In scope with `applies-to: \(object.name)`:", indent: 2)
      page.table(object.variables.map(row), indent: 4)
      page.blankLine()
      page.paragraph("Fields:", indent: 2)
    }
    page.table(object.fields.map(row), indent: object.isKind ? 4 : 2)
    return page.text
  }

  private static func row(_ field: ConditionReference.Field) -> [TextPage.Cell] {
    [
      TextPage.Cell(field.name, as: .headline),
      TextPage.Cell(field.type + (field.isOptional ? " ?" : "")),
      TextPage.Cell(field.documentation),
    ]
  }
}
