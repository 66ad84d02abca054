#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A pattern of `include` or `exclude`, as shells and `.gitignore` know it: `*`, `?` and `[…]`
/// within one part of a path, `**` for any number of parts.
struct PathPattern: Sendable {
  let text: String
  private let parts: [String]

  init(_ text: String) {
    self.text = text
    parts = text.split(separator: "/").filter { $0 != "." }.map(String.init)
  }

  /// What a pattern matches of a path.
  enum Match {
    /// The whole path.
    case file
    /// A folder above it.
    case folder
  }

  /// How the pattern matches a path that is relative to the folder of the configuration.
  func match(_ path: String) -> Match? {
    let names = path.split(separator: "/").map(String.init)
    if Self.matches(parts[...], names[...]) { return .file }
    for count in stride(from: names.count - 1, to: 0, by: -1)
    where Self.matches(parts[...], names[..<count]) {
      return .folder
    }
    // The folder of the configuration itself.
    return parts.isEmpty ? .folder : nil
  }

  /// Why a text is no pattern; nil where it is one.
  static func fault(of text: String) -> (message: String, help: String)? {
    if text.isEmpty { return ("a pattern is empty", "Leave it out.") }
    if text.utf8.first == UInt8(ascii: "/") || text.split(separator: "/").contains("..") {
      return (
        "`\(text)` leads out of the folder of the configuration",
        "Patterns start from that folder; put the configuration further up."
      )
    }
    if text.utf8.contains(UInt8(ascii: "{")) {
      return ("a pattern has no alternatives in braces", "Write one pattern for each.")
    }
    return nil
  }

  /// Greedy with one point to come back to, the last `**`, so that no pattern takes more than the
  /// product of both lengths (R. Cox, "Glob Matching Can Be Simple And Fast Too").
  private static func matches(_ parts: ArraySlice<String>, _ names: ArraySlice<String>) -> Bool {
    var part = parts.startIndex
    var name = names.startIndex
    var retry: (part: Int, name: Int)?
    while name < names.endIndex || part < parts.endIndex {
      if part < parts.endIndex {
        if parts[part] == "**" {
          retry = (part, name + 1)
          part += 1
          continue
        }
        if name < names.endIndex, fnmatch(parts[part], names[name], FNM_PERIOD) == 0 {
          part += 1
          name += 1
          continue
        }
      }
      guard let last = retry, last.name <= names.endIndex else { return false }
      part = last.part
      name = last.name
    }
    return true
  }
}
