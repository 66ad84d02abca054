import Diagnostics
import Foundation
import SourceText
import YAML

/// Writes rule files as Swift constants: `EmbedRules ROOT OUTPUT FILE…`.
///
/// A `StaticString` is a pointer into the program's read-only data, so the
/// texts cost nothing at start-up until one is read. The parts of a file that
/// runs need are parsed here, so that a run need not.
@main
struct EmbedRules {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      fail("usage: EmbedRules ROOT OUTPUT FILE…")
    }
    let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
    var entries = ""
    for file in arguments.dropFirst(3) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let path = file.hasPrefix(root) ? String(file.dropFirst(root.count)) : file
      entries += """
            Text(
              path: \(literal(path)), contents: \(literal(text)),
              check: \(part(of: text, without: ["rationale", "source", "tags", "examples"], file)),
              description: \(part(of: text, without: ["examples"], file))),

        """
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

  /// A rule file without some of its keys, with its tree. A key that starts its line is a top-level
  /// one; lines that belong to it are indented or empty.
  private static func part(of text: String, without keys: [String], _ path: String) -> String {
    var lines: [Substring] = []
    var isOmitted = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let first = line.first, first != " " {
        isOmitted = keys.contains { line.hasPrefix("\($0):") }
      }
      if !isOmitted { lines.append(line) }
    }
    var contents = lines.joined(separator: "\n")
    if !contents.hasSuffix("\n") { contents += "\n" }
    let file = SourceFile(path: path, text: Array(contents.utf8))
    let result = parse(file, id: FileID(0))
    guard result.diagnostics.isEmpty, let (tree, decoded) = PreparedTree.text(of: result.tree)
    else {
      fail("\(path): \(result.diagnostics.first?.message ?? "explicit tags are not kept")")
    }
    return """
      Part(
                contents: \(literal(contents)),
                tree: \(literal(tree)),
                decoded: \(literal(decoded)))
      """
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    exit(2)
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
