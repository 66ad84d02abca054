import Foundation
import TestSupport
import Testing

/// Hosting files from exports, and the requests for these.
@Suite("hostlint import")
struct ImportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(ExportGenerator.packet(subscriptions: 1), to: "export.xml")
  }

  private func run(_ arguments: String..., stdin: String? = nil) throws -> Program.Result {
    try Command.run(
      ["import"] + arguments, stdin: stdin.map { Data($0.utf8) }, in: folder.url)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  @Test("Standard output, a file and standard input give the same text, which checks")
  func outputs() throws {
    let result = try run("export.xml")
    #expect(result.status == 0 && result.stderr == "")
    #expect(result.stdout.hasPrefix("# Imported by hostlint from\n#   export.xml\n"))
    #expect(result.stdout.contains("\nreseller:\n  login: agence-exemple\n"))
    let written = try run("export.xml", "--output", "out.yaml")
    #expect(written == Program.Result(status: 0, stdout: "wrote out.yaml\n", stderr: ""))
    #expect(try text("out.yaml") == result.stdout)
    let piped = try run("-", "--stdin-filename", "export.xml", stdin: text("export.xml"))
    #expect(piped == result)
    #expect(try Command.run(["check", "out.yaml"], in: folder.url).status < 2)
    #expect(try Command.run(["diff", "out.yaml", "export.xml"], in: folder.url).status == 0)
  }

  @Test("A file that is there is replaced with --force alone, an imported one never")
  func force() throws {
    try folder.write("mine", to: "out.yaml")
    let refused = try run("export.xml", "--output", "out.yaml")
    #expect(
      refused
        == Program.Result(
          status: 2, stdout: "",
          stderr: "hostlint: out.yaml is there already; --force replaces it\n"))
    #expect(try text("out.yaml") == "mine")
    #expect(try run("export.xml", "--output", "out.yaml", "--force").status == 0)
    #expect(try text("out.yaml").contains("login: agence-exemple"))
    let own = try run("export.xml", "--output", "./export.xml", "--force")
    #expect(own.status == 2 && own.stderr.contains("would overwrite a file that was imported"))
    #expect(try text("export.xml").hasPrefix("<?xml"))
    #expect(try run("export.xml", "--output", "/dev/stdout").status == 0)
  }

  @Test("What cannot be imported is told with its place, and what can is written")
  func faults() throws {
    try folder.write(
      text("export.xml").replacing(
        "</packet>",
        with: "<site><get><result><status>error</status><errcode>1013</errcode>"
          + "<errtext>Site does not exist</errtext></result></get></site></packet>"),
      to: "fault.xml")
    let result = try run("fault.xml")
    #expect(result.status == 1)
    #expect(result.stdout.contains("login: agence-exemple"))
    #expect(result.stderr.contains("error[export-error]"))
    #expect(result.stderr.hasSuffix("what is missing is told above\n"))
  }

  @Test(
    "What is no export, or cannot be read, gives status 2 and no file",
    arguments: [
      ("gone.xml", "cannot read gone.xml: No such file or directory"),
      ("other.txt", "other.txt is no export of Plesk"),
      ("hosting.yaml", "hosting.yaml is a hosting file already; name the exports alone"),
      ("empty", "there is no export of Plesk in empty"),
      ("refused.xml", "there is nothing of an account in refused.xml"),
    ])
  func unreadable(path: String, message: String) throws {
    try folder.write("some text", to: "other.txt")
    try folder.write("some: yaml", to: "empty/other.yaml")
    try folder.write("hosting: 1\nreseller: { login: a }\n", to: "hosting.yaml")
    try folder.write(
      "<packet><system><status>error</status><errcode>1001</errcode><errtext>No</errtext>"
        + "</system></packet>", to: "refused.xml")
    let result = try run(path, "--output", "out.yaml")
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.hasSuffix("hostlint: \(message)\n"))
    #expect(result.stderr.contains("export-error") == (path == "refused.xml"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "out.yaml").path))
  }

  @Test("Of a folder the exports are imported, and hosting files beside them left out")
  func mixedFolder() throws {
    let alone = try run("export.xml")
    try folder.write("hosting: 1\nreseller: { login: other }\n", to: "hosting.yaml")
    try folder.write("name: no hosting file\n", to: "compose.yaml")
    let mixed = try run(".")
    #expect(mixed.status == 0)
    #expect(mixed.stdout == alone.stdout)
    #expect(
      mixed.stderr == "hostlint: hosting.yaml is a hosting file already, and is left out\n")
    #expect(try run("export.xml", "hosting.yaml").status == 2)
  }

  @Test(
    "What is no export is told in one sentence, without advice for hosting files",
    arguments: ["[1, 2] garbage", "<html></html>", "some text", "a: [b"])
  func noExport(_ text: String) throws {
    try folder.write(text, to: "other.json")
    let result = try run("other.json")
    #expect(
      result
        == Program.Result(
          status: 2, stdout: "", stderr: "hostlint: other.json is no export of Plesk\n"))
  }

  @Test("The comment above subscriptions says where an owner is not known")
  func unknownOwners() throws {
    let own = "# Subscriptions that the reseller owns.\n"
    let unknown = "# Subscriptions that the reseller owns, and those whose owner is not known.\n"
    func webspace(_ owner: String) -> String {
      "<packet><customer><get><result><status>ok</status><id>4</id><data><gen_info><login>a</login>"
        + "<guid>c</guid></gen_info></data></result></get></customer><webspace><get><result>"
        + "<status>ok</status><id>1</id><data><gen_info><name>a.fr</name><guid>w</guid>\(owner)"
        + "</gen_info></data></result></get></webspace></packet>"
    }
    try folder.write(webspace(""), to: "own.xml")
    try folder.write(webspace("<owner-id>9</owner-id>"), to: "lost.xml")
    #expect(try run("own.xml").stdout.contains(own))
    #expect(try run("lost.xml").stdout.contains(unknown))
  }

  @Test(
    "Flags that do not go together are refused",
    arguments: [
      [], ["--api", "1.6.9.1", "a"], ["--operator", "dns", "a"], ["--provider", "a"],
      ["a", "--force"], ["--request", "a"], ["--request", "--output", "a"],
      ["--request", "--operator", "mail"], ["--request", "--provider", "--operator", "reseller"],
    ])
  func usage(arguments: [String]) throws {
    let result = try Command.run(["import"] + arguments, in: folder.url)
    #expect(result.status == 2 && result.stdout == "" && result.stderr != "")
  }

  // MARK: - Requests

  @Test("The request asks for everything that is read, in the order of Plesk's schema")
  func request() throws {
    let result = try run("--request")
    #expect(result.status == 0 && result.stderr == "")
    expectGolden(result.stdout, "Tests/CommandTests/Golden/request.xml")
    #expect(try run("--request", "--api", "1.6.9.1") == result)
  }

  @Test("One operator at a time, the provider's plans, and older versions")
  func requests() throws {
    let dns = try run("--request", "--operator", "dns").stdout
    #expect(dns.contains("<get_rec>") && !dns.contains("<webspace>"))
    // Only the provider may call it, and a refusal would leave every export incomplete.
    let handlers = try run("--request", "--operator", "php-handler").stdout
    #expect(handlers.contains("<php-handler>\n    <get>\n      <filter/>"))
    #expect(try run("--request", "--provider").stdout.contains("<php-handler>"))
    #expect(!(try run("--request").stdout.contains("<php-handler>")))
    #expect(
      !(try run("--request", "--provider", "--api", "1.6.6.0").stdout.contains("<php-handler>")))
    let two = try run("--request", "--operator", "site", "--operator", "customer").stdout
    #expect(two.contains("<customer>") && two.contains("<site>") && !two.contains("<dns>"))
    #expect(
      try run("--request", "--provider").stdout.components(separatedBy: "<owner-all/>").count == 3)
    let old = try run("--request", "--api", "1.6.3.5").stdout
    #expect(old.contains("<packet version=\"1.6.3.5\">"))
    #expect(!old.contains("get-domain-list") && !old.contains("resource-usage"))
  }

  @Test(
    "A version that Plesk's API does not have, or that lacks what is asked for, is refused",
    arguments: ["1.6.3.0", "1.6.9.2", "1.6.9", "2.0.0.0", "1.6.09.1", "+1.6.9.1", "latest", ""])
  func versions(version: String) throws {
    let result = try run("--request", "--api", version)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains("from 1.6.3.1 to 1.6.9.1, not '\(version)'"))
  }
}
