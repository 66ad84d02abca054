internal import Diagnostics

extension JSONWriter {
  /// The `tool` member: the program and every rule in force.
  mutating func appendTool(_ report: Report) {
    key("tool")
    beginObject(.block)
    key("driver")
    beginObject(.block)
    member("name", "hostlint")
    if !report.toolVersion.isEmpty { member("semanticVersion", report.toolVersion) }
    member("informationUri", Project.url)
    key("rules")
    beginArray(.block)
    for rule in report.rules { append(rule) }
    end()
    end()
    end()
  }

  private mutating func append(_ rule: RuleDescriptor) {
    let title = rule.title.isEmpty ? rule.id : rule.title
    let rationale = rule.rationale.trimmed
    beginObject()
    member("id", rule.id)
    member("name", rule.id.pascalCased)
    appendMessage("shortDescription", title.cut())
    appendMessage("fullDescription", rationale.isEmpty ? title.cut() : rationale.joinedLines.cut())
    key("help")
    beginObject()
    member("text", rule.help(title: title, rationale: rationale, emphasis: ""))
    member("markdown", rule.help(title: title, rationale: rationale, emphasis: "**"))
    end()
    if rule.isBuiltIn { member("helpUri", Project.documentationURL(ofRule: rule)) }
    key("defaultConfiguration")
    beginObject()
    member("level", rule.severity.sarifLevel)
    end()
    key("properties")
    beginObject()
    member("precision", "high")
    member("problem.severity", rule.severity == .info ? "recommendation" : rule.severity.name)
    if rule.tags.contains("security") {
      member("security-severity", rule.severity.securitySeverity)
    }
    member("tags", rule.reportedTags)
    end()
    end()
  }
}

extension RuleDescriptor {
  fileprivate func help(title: String, rationale: String, emphasis: String) -> String {
    var paragraphs = [rationale.isEmpty ? title : rationale]
    let remedy = remedy.trimmed
    if !remedy.isEmpty { paragraphs.append("\(emphasis)What to do:\(emphasis) \(remedy)") }
    let source = source.trimmed
    if !source.isEmpty { paragraphs.append("\(emphasis)Source:\(emphasis) \(source)") }
    return paragraphs.joined(separator: "\n\n")
  }

  /// The area and the tags, ten at most: code scanning keeps no more.
  /// `security` comes first, since it decides where an alert is listed.
  fileprivate var reportedTags: [String] {
    var result: [String] = []
    for tag in tags.filter({ $0 == "security" }) + [area] + tags
    where !tag.isEmpty && !result.contains(tag) {
      result.append(tag)
    }
    return Array(result.prefix(10))
  }
}

extension Severity {
  /// On the scale of 0.0 to 10.0 by which GitHub calls an alert low, medium (from 4.0)
  /// or high (from 7.0).
  fileprivate var securitySeverity: String {
    switch self {
    case .info: "2.0"
    case .warning: "5.0"
    case .error: "8.0"
    }
  }
}

extension String {
  /// `dns-sync-without-lrob-dns` as `DnsSyncWithoutLrobDns`.
  fileprivate var pascalCased: String {
    split { !($0.isLetter || $0.isNumber) }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
  }

  /// Not longer than code scanning's limit for descriptions, counted in UTF-16
  /// code units, the strictest reading of "characters"; cut between two words.
  fileprivate func cut(to limit: Int = 1024) -> String {
    guard utf16.count > limit else { return self }
    var result = self
    while result.utf16.count >= limit { result.removeLast() }
    if let space = result.lastIndex(of: " "), space > result.startIndex {
      result = String(result[..<space])
    }
    return result + "…"
  }
}
