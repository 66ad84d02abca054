import Foundation
import TestSupport
import Testing

@Suite("hostlint check --redact")
struct RedactionTests {
  @Test(
    "Names and addresses are in no output, in no format",
    arguments: ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
  func everyFormat(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      hosting: 1
      reseller: { login: agence-exemple, name: Agence Exemple }
      customers:
        - login: claire@exemple-mail.fr
          name: Claire Fontaine
          email: claire@exemple-mail.fr
          pack: Claire Fontaine
      """, to: "hosting.yaml")
    try folder.write("claire@exemple-mail.fr: 1\n", to: "other.yaml")
    let file = folder.url.appending(path: "report")
    let arguments = ["check", "-v", "--format", format]
    let plain = try Command.run(arguments, in: folder.url)
    let redacted = try Command.run(
      arguments + ["--redact", "--output", "\(format)=\(file.path)"], in: folder.url)
    #expect(plain.status == 1 && redacted.status == 1)
    #expect((plain.stdout + plain.stderr).contains("Claire Fontaine"))
    let output = try redacted.stdout + redacted.stderr + String(contentsOf: file, encoding: .utf8)
    for word in ["Claire", "Fontaine", "claire", "exemple-mail"] {
      #expect(!output.contains(word), "\(word) in \(output)")
    }
    #expect(output.contains("unknown-pack"))
  }
}
