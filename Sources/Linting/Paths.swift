/// Paths as text, with forward slashes.
enum Paths {
  /// An absolute path with `.`, `..` and doubled slashes worked out as text.
  static func absolute(_ path: String, from folder: String) -> String {
    var parts: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// An absolute path as seen from a folder: below it, or up to it with `..`; one that shares
  /// nothing but the root with it stays absolute.
  static func relative(_ path: String, to folder: String) -> String {
    let target = path.split(separator: "/")
    let base = folder.split(separator: "/")
    let shared = zip(target, base).prefix { $0 == $1 }.count
    if shared == 0, !base.isEmpty { return path }
    let up = Array(repeating: Substring(".."), count: base.count - shared)
    let parts = up + target.dropFirst(shared)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// A path below a folder; an absolute or empty one stays as it is.
  static func join(_ folder: String, _ name: String) -> String {
    if name.isEmpty || name.hasPrefix("/") { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// Whether an absolute path without symbolic links is a folder or lies below it.
  static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || folder == "/" || path.utf8.starts(with: (folder + "/").utf8)
  }
}
