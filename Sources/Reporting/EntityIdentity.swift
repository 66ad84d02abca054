/// The parts of an entity's identity, `alias/boulangerie-martin.fr/martin-boulangerie.fr`.
struct EntityIdentity {
  /// The first part: `alias`.
  let kind: Substring
  /// What the entity is called beside others of its kind: the last part; of a
  /// file its whole path; of a quota, `disk_space of boulangerie-martin.fr`.
  let name: String

  init(_ identity: String) {
    guard let slash = identity.firstIndex(of: "/") else {
      kind = ""
      name = identity
      return
    }
    kind = identity[..<slash]
    let path = identity[identity.index(after: slash)...]
    guard kind != "file", let lastSlash = path.lastIndex(of: "/") else {
      name = String(path)
      return
    }
    let last = path[path.index(after: lastSlash)...]
    name = kind == "quota" || kind == "limit" ? "\(last) of \(path[..<lastSlash])" : String(last)
  }
}
