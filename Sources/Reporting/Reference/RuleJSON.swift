package import Diagnostics

/// Writes the format `hostlint-rules/1`: everything that rule files say and what is in force.
///
/// `docs/rules.schema.json` describes it.
package struct RuleJSON {
  private let toolVersion: String

  package init(toolVersion: String) {
    self.toolVersion = toolVersion
  }

  /// One document with a rule on each line.
  package func string(_ rules: [RuleDocument]) -> String {
    var json = JSONWriter()
    json.beginDocument("hostlint-rules/1", toolVersion: toolVersion)
    json.key("rules")
    json.beginArray(.block)
    for rule in rules { json.append(rule) }
    json.end()
    json.endDocument()
    return String(decoding: json.buffer.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ rule: RuleDocument) {
    let descriptor = rule.descriptor
    beginObject()
    member("id", rule.id)
    member("area", descriptor.area)
    member("title", descriptor.title)
    member("severity", descriptor.severity.name)
    member("enabled", rule.isEnabled)
    member("default_severity", rule.defaultSeverity.name)
    member("default_enabled", rule.isEnabledByDefault)
    member("built_in", descriptor.isBuiltIn)
    member("suppressible", descriptor.isSuppressible)
    member("file", rule.path)
    member(
      "documentation",
      orNull: descriptor.isBuiltIn ? Project.documentationURL(ofRule: descriptor) : nil)
    member("applies_to", rule.kinds)
    member("when", orNull: rule.condition?.when)
    member("check", orNull: rule.condition?.check)
    member("at", orNull: rule.condition?.at)
    member("message", orNull: rule.condition?.message)
    key("related")
    beginArray()
    for related in rule.condition?.related ?? [] {
      beginObject()
      member("each", orNull: related.each)
      member("as", orNull: related.name)
      member("at", related.at)
      member("label", related.label)
      end()
    }
    end()
    member("rationale", descriptor.rationale)
    member("remedy", descriptor.remedy)
    member("source", descriptor.source)
    member("tags", descriptor.tags)
    key("params")
    beginObject()
    for parameter in rule.params {
      key(parameter.name)
      beginObject()
      member("type", parameter.type)
      key("default")
      append(parameter.defaultValue)
      key("value")
      append(parameter.value)
      member("description", parameter.description)
      for (name, bound) in [("minimum", parameter.minimum), ("maximum", parameter.maximum)] {
        key(name)
        if let bound { append(bound) } else { null() }
      }
      key("values")
      if let values = parameter.values { append(.list(values)) } else { null() }
      end()
    }
    end()
    member("replaces", orNull: rule.replaces)
    member("replaced_by", orNull: rule.replacement)
    key("examples")
    beginArray()
    for example in rule.examples { append(example) }
    end()
    end()
  }

  private mutating func append(_ example: RuleDocument.Example) {
    beginObject()
    member("title", example.title)
    member("today", orNull: example.today)
    key("params")
    beginObject()
    for (name, value) in example.params {
      key(name)
      append(value)
    }
    end()
    key("files")
    beginArray()
    for file in example.files {
      beginObject()
      member("name", file.name)
      member("text", file.text)
      key("findings")
      beginArray()
      for line in file.markedLines { number(line) }
      end()
      end()
    }
    end()
    end()
  }

  private mutating func append(_ value: RuleDocument.ParameterText) {
    switch value {
    case .bool(let value): boolean(value)
    case .int(let value): number(Int(value))
    // JSON has no infinity.
    case .double(let value): value.isFinite ? double(value) : string(String(value))
    case .text(let value): string(value)
    case .list(let values):
      beginArray()
      for value in values { string(value) }
      end()
    }
  }
}
