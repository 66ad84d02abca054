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
  ///
  /// All ways to match are followed at once, name by name, as in a finite automaton whose states
  /// are places between the parts, so that `**` costs no more than anything else.
  func match(_ path: String) -> Match? {
    let names = path.split(separator: "/")
    var places: Set<Int> = reachable([0])
    for (index, name) in names.enumerated() {
      // What is matched so far is a folder above the file.
      if places.contains(parts.count) { return .folder }
      var next: Set<Int> = []
      for place in places where place < parts.count {
        if parts[place] == "**" {
          next.insert(place)
        } else if fnmatch(parts[place], String(name), FNM_PERIOD) == 0 {
          next.insert(place + 1)
        }
      }
      places = reachable(next)
      if index == names.count - 1 { return places.contains(parts.count) ? .file : nil }
    }
    return nil
  }

  /// The places with those behind each `**`, which may stand for nothing.
  private func reachable(_ places: Set<Int>) -> Set<Int> {
    var places = places
    for place in parts.indices where parts[place] == "**" && places.contains(place) {
      places.insert(place + 1)
    }
    return places
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
}
