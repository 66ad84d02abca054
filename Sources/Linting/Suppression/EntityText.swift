internal import HostingModel

/// The identities of entities as people write them, `subscription/été.fr`.
enum EntityText {
  /// The kinds that findings are about.
  static let kinds = [
    "reseller", "customer", "pack", "subscription", "domain", "alias", "quota", "file",
  ]

  /// The form in which identities compare: domain names in their ASCII form, the path of a file
  /// absolute.
  ///
  /// - Parameter folder: The absolute path of the folder that a file's path starts from.
  static func comparable(_ identity: String, from folder: String) -> String {
    guard let slash = identity.firstIndex(of: "/") else { return identity }
    let rest = identity[identity.index(after: slash)...]
    switch identity[..<slash] {
    case "file": return "file/" + Paths.absolute(String(rest), from: folder)
    case "subscription", "domain", "alias", "quota":
      let names = rest.split(separator: "/", omittingEmptySubsequences: false).map {
        String(decoding: DomainName($0.utf8).ascii, as: UTF8.self)
      }
      return "\(identity[..<slash])/" + names.joined(separator: "/")
    default: return identity
    }
  }

  /// An identity with the path of a file as seen from another folder.
  static func moved(_ identity: String, from folder: String, to other: String) -> String {
    guard identity.utf8.starts(with: "file/".utf8) else { return identity }
    let path = Paths.absolute(String(identity.dropFirst("file/".count)), from: folder)
    return "file/" + Paths.relative(path, to: other)
  }
}
