/// A command that a program gives GitHub Actions by a line of its output: `::error file=…::message`.
///
/// The runner takes any line that starts so for a command, and ends it at the line's end; both are
/// escaped away in what it carries (`actions/toolkit`, `core/src/command.ts`).
struct WorkflowCommand {
  let name: String
  var properties: [(name: String, value: String)] = []
  let message: String

  /// The command as a line, with its line break.
  var line: String {
    let pairs = properties.map { "\($0.name)=\(Self.escaped($0.value, inProperty: true))" }
    return "::\(name)" + (pairs.isEmpty ? "" : " " + pairs.joined(separator: ","))
      + "::\(Self.escaped(message))\n"
  }

  private static func escaped(_ text: String, inProperty: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where inProperty: result += "%3A"
      case "," where inProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
