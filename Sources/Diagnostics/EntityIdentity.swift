/// The parts of an entity's identity, `alias/boulangerie-martin.fr/martin-boulangerie.fr`.
package struct EntityIdentity {
  /// The first part: `alias`.
  package let kind: Substring
  /// The resource of a quota, in words: `disk space`; nil for any other kind.
  package let resource: String?
  /// What it belongs to: the domain of an alias, the subscription of a domain; else nil.
  package let owner: Substring?
  /// The name beside others of its kind and owner: the last part; of a file its whole path, of a
  /// quota the name of what uses the resource.
  package let ownName: Substring

  package init(_ identity: String) {
    guard let slash = identity.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      kind = ""
      resource = nil
      owner = nil
      ownName = identity[...]
      return
    }
    kind = identity[..<slash]
    let path = identity[identity.utf8.index(after: slash)...]
    guard kind != "file", let lastSlash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      resource = nil
      owner = nil
      ownName = path
      return
    }
    let first = path[..<lastSlash]
    let last = path[path.utf8.index(after: lastSlash)...]
    if kind == "quota" {
      resource = String(last.map { $0 == "_" ? " " : $0 })
      owner = nil
      ownName = first
    } else {
      resource = nil
      owner = first
      ownName = last
    }
  }

  /// What the entity is called: its name, of a quota `disk space of boulangerie-martin.fr`.
  package var name: String {
    resource.map { "\($0) of \(ownName)" } ?? String(ownName)
  }

  /// The name with what the entity belongs to: `martin.fr of boulangerie-martin.fr`.
  package var qualifiedName: String {
    owner.map { "\(name) of \($0)" } ?? name
  }

  /// An identity in a sentence for people: cut where it is longer than two domain names, since a
  /// hostile file may have a name of megabytes.
  package static func shown(_ identity: String) -> String {
    identity.utf8.count <= longestShown
      ? identity : String(identity.unicodeScalars.prefix(longestShown / 4)) + "…"
  }

  private static let longestShown = 600
}
