import Foundation

/// Writes rule files as Swift constants: `EmbedRules ROOT OUTPUT FILE…`.
///
/// A `StaticString` is a pointer into the program's read-only data, so the
/// texts cost nothing at start-up until one is read.
@main
struct EmbedRules {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      FileHandle.standardError.write(Data("usage: EmbedRules ROOT OUTPUT FILE…\n".utf8))
      exit(2)
    }
    let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
    var entries = ""
    for file in arguments.dropFirst(3) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let path = file.hasPrefix(root) ? String(file.dropFirst(root.count)) : file
      entries += "    Text(path: \(literal(path)), contents: \(literal(text))),\n"
    }
    let source = """
      // Made by the EmbedRules build tool from the files below Rules/.
      extension BuiltinRules {
        package static let texts: [Text] = [
      \(entries)  ]
      }

      """
    try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
  }

  /// The text as a one-line Swift string literal.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
