import ArgumentParser
import Diagnostics
import Linting
import Reporting
import SourceText

extension RequestPacket.Operator: ExpressibleByArgument {}

/// `hostlint import`: writes a hosting file from what Plesk exports.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write a hosting file from exports of Plesk, or the request that fetches them.",
    discussion: """
      The hosting file says what the exports say; what they cannot know is listed in it under \
      'unknown'. Passwords are left out.

      hostlint never goes on the network and never asks for a password. --request prints a request \
      packet for Plesk's XML API, which curl sends. The login stands in a file of yours, here \
      plesk-login, as two lines, HTTP_AUTH_LOGIN: NAME and HTTP_AUTH_PASSWD: PASSWORD; keep it from \
      other people and out of version control.

        hostlint import --request > request.xml
        curl -H @plesk-login -H 'Content-Type: text/xml' -o export.xml \\
          --data-binary @request.xml \\
          https://SERVER:8443/enterprise/control/agent.php
        hostlint import export.xml --output hosting.yaml

      A reseller's own login may send it where the provider has granted the permission to use the \
      XML API. By Plesk's documentation reseller, customer, service-plan, service-plan-addon and \
      webspace then answer with what is the reseller's, and dns where the permission to manage \
      DNS zones is granted too; site is described for the provider and for customers, and \
      site-alias is the provider's where aliases are made. Where a server refuses the packet for \
      one of them, ask for the others with --operator. The plans of all resellers and \
      php-handler, which tells the versions of PHP (--provider), are for the provider's login only.

      Exit status: 0 imported, 1 imported, but not everything could be read, 2 nothing was \
      written.
      """)

  @Argument(
    help: ArgumentHelp(
      "Exports of Plesk, or folders that hold them; '-' is standard input.", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Replace the file of --output where it is there already.")
  var force = false

  @Option(
    help: ArgumentHelp("What standard input is called in the file.", valueName: "name"))
  var stdinFilename = "stdin.xml"

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(help: "Print the request packet that has Plesk answer with everything that is read.")
  var request = false

  @Option(
    name: .customLong("operator"), parsing: .singleValue,
    help: ArgumentHelp(
      "With --request: only this operator of the API; may be repeated.", valueName: "operator"))
  var operators: [RequestPacket.Operator] = []

  @Flag(
    help:
      "With --request: for the provider's login, so that it asks for all resellers' plans and PHP.")
  var provider = false

  @Option(
    help: ArgumentHelp(
      "With --request: the version of Plesk's XML API.", valueName: "version"))
  var api: String?

  func validate() throws {
    if request {
      guard paths.isEmpty, output == nil, !force else {
        throw ValidationError("--request takes neither files nor --output.")
      }
      let known = RequestPacket.Version.known
      if let api, RequestPacket.Version(api) == nil {
        throw ValidationError(
          "--api needs a version of Plesk's XML API from \(known.lowerBound) to "
            + "\(known.upperBound), not '\(api)'.")
      }
      let haveOwners: Set<RequestPacket.Operator> = [.servicePlan, .servicePlanAddon]
      if provider, !operators.isEmpty, haveOwners.isDisjoint(with: operators) {
        throw ValidationError(
          "--provider asks for the plans of all resellers, so it needs --operator service-plan or "
            + "service-plan-addon.")
      }
    } else {
      if api != nil || provider || !operators.isEmpty {
        throw ValidationError("--api, --operator and --provider need --request.")
      }
      if paths.isEmpty { throw ValidationError("Name the exports to import.") }
      if force, output == nil { throw ValidationError("--force needs --output.") }
    }
  }

  func run() throws {
    if request {
      let known = RequestPacket.Version.known.upperBound
      let packet = RequestPacket(
        version: api.flatMap(RequestPacket.Version.init) ?? known, operators: operators,
        isOfProvider: provider)
      return StandardStreams.write(packet.text, to: .output)
    }
    if let output, !force, FileReplacement.replaces(output) {
      StandardStreams.complain("\(output) is there already; --force replaces it")
      throw ExitStatus.incomplete
    }
    let result = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try Importer.run(paths, standardInputName: stdinFilename)
    }
    for sentence in result.notes { StandardStreams.complain(sentence) }
    if result.failures.isEmpty { try write(result) }
    if !result.faults.isEmpty {
      StandardStreams.show(result.faults, in: result.files, style: color)
    }
    for sentence in result.failures { StandardStreams.complain(sentence) }
    guard result.failures.isEmpty else { throw ExitStatus.incomplete }
    if !result.faults.isEmpty {
      StandardStreams.complain("not everything could be imported; what is missing is told above")
      throw ExitStatus.findings
    }
  }

  private func write(_ result: Importer.Result) throws {
    guard let output else { return StandardStreams.write(result.text, to: .output) }
    let target = RealPath.ofName(output)
    if target != nil, result.files.ids.contains(where: { result.files[$0].realPath == target }) {
      StandardStreams.complain("--output \(output) would overwrite a file that was imported")
      throw ExitStatus.incomplete
    }
    do {
      let file = try FileReplacement(output)
      try file.write(result.text)
      try file.finish()
    } catch {
      StandardStreams.complain("cannot write \(output): \(error.reason)")
      throw ExitStatus.incomplete
    }
    StandardStreams.write("wrote \(TerminalText.sanitised(output))\n", to: .output)
  }
}
