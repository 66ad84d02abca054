import Foundation

/// What GitHub's code scanning asks of SARIF beyond the standard's schema: what its documentation
/// says, and what its upload refuses or passes over in silence.
package enum CodeScanning {
  package static let resultLimit = 25_000
  package static let shownResults = 5_000
  private static let descriptionLimit = 1024
  private static let tagLimit = 10

  /// What is wrong with a document, a sentence each.
  package static func faults(in document: String) throws -> [String] {
    let log = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    guard let log, log["version"] as? String == "2.1.0" else { return ["it is no SARIF 2.1.0"] }
    guard let runs = log["runs"] as? [[String: Any]], (1...20).contains(runs.count) else {
      return ["it has no run, or more than 20"]
    }
    return runs.flatMap(faults(inRun:))
  }

  private static func faults(inRun run: [String: Any]) -> [String] {
    var faults: [String] = []
    guard let driver = object(run, "tool", "driver"), let name = driver["name"] as? String,
      !name.isEmpty
    else { return ["the tool has no name"] }
    // An upload without the key is refused, even where nothing was found.
    guard let results = run["results"] as? [[String: Any]] else { return ["there are no results"] }
    if object(run, "automationDetails")?["id"] as? String == nil {
      faults.append("the run has no category")
    }
    if results.count > resultLimit { faults.append("there are \(results.count) results") }
    if !results.isEmpty, run["columnKind"] == nil { faults.append("columns have no unit") }
    let rules = driver["rules"] as? [[String: Any]] ?? []
    let ids = rules.map { $0["id"] as? String ?? "" }
    if Set(ids).count != ids.count { faults.append("two rules have one id") }
    faults += rules.flatMap(faults(inRule:))
    let bases = object(run, "originalUriBaseIds") ?? [:]
    for (index, result) in results.enumerated() {
      faults += self.faults(inResult: result, ids, bases).map { "result \(index): \($0)" }
    }
    let ranks = results.map {
      ["error", "warning", "note"].firstIndex(of: $0["level"] as? String) ?? 3
    }
    if results.count > shownResults, ranks != ranks.sorted() {
      faults.append("the worst results do not come first")
    }
    return faults
  }

  private static func faults(inRule rule: [String: Any]) -> [String] {
    var faults: [String] = []
    for key in ["shortDescription", "fullDescription"] {
      let text = object(rule, key)?["text"] as? String ?? ""
      if text.isEmpty || text.utf16.count > descriptionLimit { faults.append("\(key) is \(text)") }
    }
    if (object(rule, "help")?["text"] as? String ?? "").isEmpty { faults.append("no help") }
    let level = object(rule, "defaultConfiguration")?["level"] as? String ?? ""
    if !["note", "warning", "error"].contains(level) { faults.append("the level is \(level)") }
    let properties = object(rule, "properties") ?? [:]
    let tags = properties["tags"] as? [String] ?? []
    if tags.count > tagLimit || Set(tags).count != tags.count { faults.append("tags are \(tags)") }
    let problem = properties["problem.severity"] as? String ?? ""
    if !["error", "warning", "recommendation"].contains(problem) {
      faults.append("problem.severity is \(problem)")
    }
    if let security = properties["security-severity"] {
      let score = (security as? String).flatMap(Double.init) ?? -1
      if score <= 0 || score > 10 { faults.append("security-severity is \(security)") }
    }
    return faults.map { "rule \(rule["id"] ?? ""): \($0)" }
  }

  private static func faults(
    inResult result: [String: Any], _ rules: [String], _ bases: [String: Any]
  ) -> [String] {
    var faults: [String] = []
    let rule = result["ruleId"] as? String ?? ""
    if let index = result["ruleIndex"] as? Int {
      if !rules.indices.contains(index) || rules[index] != rule { faults.append("another rule") }
    } else {
      faults.append("no rule")
    }
    if !["note", "warning", "error"].contains(result["level"] as? String) {
      faults.append("no level")
    }
    let text = object(result, "message")?["text"] as? String ?? ""
    let related = result["relatedLocations"] as? [[String: Any]] ?? []
    let known = Set(related.compactMap { $0["id"] as? Int })
    if text.isEmpty { faults.append("no message") }
    for match in text.matches(of: /\\?\]\((\d+)\)/) where !match.output.0.hasPrefix("\\") {
      if !known.contains(Int(match.output.1) ?? -1) { faults.append("a link to no place") }
    }
    let locations = result["locations"] as? [[String: Any]] ?? []
    if locations.count != 1 { faults.append("\(locations.count) locations") }
    for location in locations + related { faults += self.faults(inLocation: location, bases) }
    let fingerprints = object(result, "partialFingerprints") as? [String: String] ?? [:]
    if fingerprints["primaryLocationLineHash"]?.wholeMatch(of: /[0-9a-f]{1,16}:[1-9]\d*/) == nil {
      faults.append("no hash of the line")
    }
    if fingerprints.values.contains("") { faults.append("an empty fingerprint") }
    return faults
  }

  private static func faults(
    inLocation location: [String: Any], _ bases: [String: Any]
  ) -> [String] {
    var faults: [String] = []
    let artifact = object(location, "physicalLocation", "artifactLocation") ?? [:]
    let uri = artifact["uri"] as? String ?? ""
    let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
    if uri.wholeMatch(of: /[A-Za-z0-9\-._~\/%]+/) == nil || parts.contains("")
      || parts.contains(".") || parts.contains("..")
    {
      faults.append("the path is \(uri)")
    }
    if let base = artifact["uriBaseId"] as? String, bases[base] == nil {
      faults.append("paths start from nowhere")
    }
    let region = object(location, "physicalLocation", "region") as? [String: Int] ?? [:]
    let numbers = ["startLine", "startColumn", "endLine", "endColumn"].map { region[$0] ?? 0 }
    if numbers.contains(where: { $0 < 1 }) || numbers[2] < numbers[0]
      || numbers[2] == numbers[0] && numbers[3] < numbers[1]
    {
      faults.append("the region is \(numbers)")
    }
    return faults
  }

  private static func object(_ object: [String: Any], _ keys: String...) -> [String: Any]? {
    keys.reduce(object) { $0?[$1] as? [String: Any] }
  }
}
