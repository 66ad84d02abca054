import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

@Suite struct SARIFReporterTests {
  private func run(_ report: Report, root: String? = "/srv/checkout") throws -> [String: Any] {
    let text = SARIFReporter(repositoryRoot: root).string(report)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require((object?["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ report: Report, root: String? = "/srv/checkout") throws -> [[String: Any]]
  {
    try #require(try run(report, root: root)["results"] as? [[String: Any]])
  }

  private func physicalLocation(_ result: [String: Any]) throws -> [String: Any] {
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    return try #require(location["physicalLocation"] as? [String: Any])
  }

  private func message(_ result: [String: Any]) -> String? {
    (result["message"] as? [String: Any])?["text"] as? String
  }

  private func finding(
    in file: SourceFile, message: String = "wrong", related: [Label] = [], omitted: Int = 0
  ) -> Report {
    FixtureReport.report(
      [file],
      [
        Diagnostic(
          rule: "no-such-rule", severity: .warning, message: message,
          location: SourceLocation(file: FileID(0), range: SourceRange(start: 0, end: 1)),
          related: related, omittedRelated: omitted, entity: "file/a")
      ])
  }

  @Test(
    arguments: [
      // Reported path, real path, root, URI, whether it is relative to the root.
      ("a.yaml", "/srv/r/hosting/a.yaml", "/srv/r", "hosting/a.yaml", true),
      ("a.yaml", "/srv/r/a.yaml", "/srv/r/", "a.yaml", true),
      ("link/a.yaml", "/srv/r/real/a.yaml", "/srv/r", "real/a.yaml", true),
      ("../other/a.yaml", "/srv/rest/a.yaml", "/srv/r", "file:///srv/rest/a.yaml", false),
      ("./a.yaml", nil, "/srv/r", "a.yaml", true),
      ("a.yaml", "/srv/r/a.yaml", nil, "a.yaml", true),
      ("/etc/a b.yaml", "/etc/a b.yaml", "/srv/r", "file:///etc/a%20b.yaml", false),
      ("c:d/é[1]#?%.yaml", nil, nil, "c%3Ad/%C3%A9%5B1%5D%23%3F%25.yaml", true),
      ("<stdin>", nil, "/srv/r", "%3Cstdin%3E", true),
      ("a.yaml", "/srv/r/\n", "/", "srv/r/%0A", true),
    ] as [(String, String?, String?, String, Bool)])
  func namesFilesRelativeToTheRoot(
    path: String, realPath: String?, root: String?, uri: String, isRelative: Bool
  ) throws {
    let file = SourceFile(path: path, realPath: realPath, text: Array("abc".utf8))
    let result = try #require(try results(finding(in: file), root: root).first)
    let artifact = try #require(
      try physicalLocation(result)["artifactLocation"] as? [String: String])
    #expect(artifact == (isRelative ? ["uri": uri, "uriBaseId": "%SRCROOT%"] : ["uri": uri]))
  }

  @Test func neverNamesTheRoot() throws {
    let text = SARIFReporter(repositoryRoot: "/srv/checkout").string(try FixtureReport.agence())
    #expect(!text.contains("/srv/checkout"))
  }

  @Test func cutsARegionToItsFirstLine() throws {
    let regions = try results(try FixtureReport.international()).map { result in
      let region = try physicalLocation(result)["region"] as? [String: Int]
      return ["startLine", "startColumn", "endLine", "endColumn"].map { region?[$0] }
    }
    // The fifth goes on to line 5 in the file.
    #expect(
      regions == [
        [1, 1, 1, 1], [1, 16, 1, 21], [3, 31, 3, 39], [4, 13, 4, 18], [3, 11, 3, 51],
        [5, 9, 5, 17],
        [6, 1, 6, 1],
      ])
  }

  @Test func agreesWithItsRules() throws {
    let run = try run(try FixtureReport.agence())
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for result in try #require(run["results"] as? [[String: Any]]) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
    for rule in rules {
      for key in ["shortDescription", "fullDescription"] {
        let text = try #require((rule[key] as? [String: Any])?["text"] as? String)
        #expect(!text.isEmpty && text.utf16.count <= 1024)
      }
      let properties = try #require(rule["properties"] as? [String: Any])
      let isSecurity = (properties["tags"] as? [String])?.contains("security") == true
      #expect((properties["security-severity"] != nil) == isSecurity)
    }
  }

  @Test func aRuleThatIsNotListedHasNoIndex() throws {
    let file = SourceFile(path: "a", text: Array("abc".utf8))
    let result = try #require(try results(finding(in: file)).first)
    #expect(result["ruleId"] as? String == "no-such-rule")
    #expect(result["ruleIndex"] == nil)
  }

  @Test func escapesTextAndLinksRelatedPlaces() throws {
    let file = SourceFile(path: "[a].yaml", text: Array("abc\ndef".utf8))
    let place = SourceLocation(file: FileID(0), range: SourceRange(start: 4, end: 7))
    let related = [Label(place, "a [label](9)"), Label(place, "")]
    let result = try #require(
      try results(
        finding(in: file, message: "a \\ [b](1) c", related: related, omitted: 1)
      ).first)
    #expect(
      message(result)
        == #"a \\ \[b\](1) c ([a \[label\](9)](1); [\[a\].yaml:2](2); and 1 more place)."#)
    let locations = try #require(result["relatedLocations"] as? [[String: Any]])
    #expect(locations.map { $0["id"] as? Int } == [1, 2])
    #expect(locations.compactMap(message) == [#"a \[label\](9)"#, #"\[a\].yaml:2"#])
  }

  @Test func linksNoMoreThanTenPlaces() throws {
    let file = SourceFile(path: "a", text: Array("abc".utf8))
    let place = SourceLocation(file: FileID(0), range: SourceRange(start: 1, end: 2))
    let related = (1...13).map { Label(place, "use \($0)") }
    let result = try #require(try results(finding(in: file, related: related, omitted: 5)).first)
    #expect(message(result)?.hasSuffix("[use 10](10); and 8 more places).") == true)
    #expect((result["relatedLocations"] as? [Any])?.count == 13)
  }

  @Test func aCleanRunHasResults() throws {
    let run = try run(try FixtureReport.clean())
    #expect((run["results"] as? [Any])?.isEmpty == true)
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    #expect(invocation["toolExecutionNotifications"] == nil)
  }

  @Test func aFailureIsNotified() throws {
    let run = try run(try FixtureReport.incomplete())
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let notifications = try #require(
      invocation["toolExecutionNotifications"] as? [[String: Any]])
    #expect(
      notifications.compactMap(message) == [
        #"hosting/\[b\].yaml cannot be read: permission denied"#
      ])
  }

  @Test func suppressionsStandOnAllResultsOrOnNone() throws {
    func suppressions(_ report: Report) throws -> [[[String: Any]]?] {
      try results(report).map { $0["suppressions"] as? [[String: Any]] }
    }
    #expect(try suppressions(FixtureReport.agence()).allSatisfy { $0 == nil })
    let all = try suppressions(FixtureReport.suppressed())
    #expect(all.map { $0?.count } == [0, 0, 0, 1, 1, 1])
    let listed = all.compactMap { $0?.first }
    #expect(listed.map { $0["kind"] as? String } == ["inSource", "external", "external"])
    #expect(listed.allSatisfy { $0["status"] as? String == "accepted" })
    #expect(
      listed.map { $0["justification"] as? String } == [
        "its zone is kept elsewhere (hosting/agence.yaml:17, until 2027-06-30)",
        "moves to the new server [1] with the next contract, as agreed with the customer"
          + " (.hostlint.yaml:12)", "in the baseline (.hostlint-baseline.json)",
      ])
  }
}
