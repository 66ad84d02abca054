package import Diagnostics
internal import SourceText
package import YAML

/// What reading needs to know beside the files.
package struct ReadingOptions: Sendable {
  /// The name servers that are LRob's, in ASCII form.
  package var lrobNameservers = ["ns1.lrob.net", "ns2.lrob.net", "ns3.lrob.net"]

  package init() {}
}

/// Reads the located trees of a run into one hierarchy.
///
/// Faults become diagnostics and reading goes on: a value that cannot be read is unknown.
package struct HostingReader {
  var hosting: Hosting
  var diagnostics: [Diagnostic] = []
  /// The file that is being read.
  var tree: Tree
  /// The reseller that it belongs to.
  var reseller = ResellerID(0)
  /// What the document says it does not know.
  var topics: Set<Topic> = []
  var references = References()
  let lrobNameservers: Set<[UInt8]>

  /// Names that are resolved once every file is read.
  struct References {
    /// A subscription's own base pack.
    var packs: [(subscription: SubscriptionID, node: NodeID)] = []
    /// A customer's default pack.
    var defaultPacks: [(customer: CustomerID, node: NodeID)] = []
    /// An add-on, by its index in `Hosting.addons`, with its subscription.
    var addons: [(addon: Int, subscription: SubscriptionID)] = []
    /// The owner that a subscription of the top-level list names.
    var customers: [(subscription: SubscriptionID, node: NodeID)] = []
  }

  /// Reads hosting files; `trees` is by file id, nil for files that are none.
  package static func read(
    _ trees: [Tree?], options: ReadingOptions = ReadingOptions()
  ) -> (hosting: Hosting, diagnostics: [Diagnostic]) {
    guard let first = trees.lazy.compactMap({ $0 }).first else {
      return (Hosting(trees: trees), [])
    }
    var reader = HostingReader(trees: trees, first: first, options: options)
    reader.readAll()
    return (reader.hosting, reader.diagnostics)
  }

  private init(trees: [Tree?], first: Tree, options: ReadingOptions) {
    hosting = Hosting(trees: trees)
    tree = first
    lrobNameservers = Set(options.lrobNameservers.map { DomainName($0.utf8).ascii })
  }

  // MARK: - Documents

  /// One document of a hosting file.
  private struct Document {
    let tree: Tree
    let root: NodeID
    let reseller: ResellerMention
  }

  /// How a document names its reseller.
  private enum ResellerMention {
    /// The value defines it.
    case definition(NodeID, login: NameID?)
    /// The value is its login.
    case reference(NameID)
    case none
    case unreadable
  }

  private mutating func readAll() {
    var documents: [Document] = []
    for case let tree? in hosting.trees {
      self.tree = tree
      for root in tree.documents {
        let root = tree.resolve(root)
        switch Self.standing(of: root, in: tree) {
        case .hosting: break
        case .unmarked(let key): reportUnmarked(key)
        case .other:
          reportForeignDocument(root)
          continue
        }
        documents.append(Document(tree: tree, root: root, reseller: resellerMention(in: root)))
      }
    }
    let resellers = assignResellers(documents)
    for (document, reseller) in zip(documents, resellers) {
      self.tree = document.tree
      self.reseller = reseller
      read(document)
    }
    link()
  }

  /// What a file or a document is, by its top-level keys.
  package enum Standing: Hashable, Sendable {
    /// It says `hosting:`.
    case hosting
    /// It misses only that: two or more of a hosting file's other keys stand there; the first one.
    case unmarked(NodeID)
    case other
  }

  /// What a file is: the most that one of its documents is.
  package static func standing(of tree: Tree) -> Standing {
    var standing = Standing.other
    for root in tree.documents {
      switch self.standing(of: tree.resolve(root), in: tree) {
      case .hosting: return .hosting
      case .unmarked(let key): standing = .unmarked(key)
      case .other: break
      }
    }
    return standing
  }

  private static func standing(of root: NodeID, in tree: Tree) -> Standing {
    var known: [(key: DocumentKey, node: NodeID)] = []
    for entry in tree.mergedEntries(of: root) {
      guard let key = Keys.document.key(entry.key, in: tree) else { continue }
      if key == .hosting { return .hosting }
      if !known.contains(where: { $0.key == key }) { known.append((key, entry.key)) }
    }
    guard known.count >= 2, let first = known.first else { return .other }
    return .unmarked(first.node)
  }

  private mutating func reportUnmarked(_ key: NodeID) {
    report(
      .notAHostingFile, at: tree.range(key),
      "this looks like a hosting file, but does not say `hosting: 1`",
      help: "Add `hosting: 1` as its first key.", subject: nil, field: "hosting")
  }

  /// A hosting file holds hosting documents and empty ones; a file without any is none.
  private mutating func reportForeignDocument(_ root: NodeID) {
    let isEmpty = tree.kind(root) == .scalar && tree.scalar(root) == .null
    if isEmpty, tree.documents.count > 1 || !tree.isComplete { return }
    // What follows a syntax error may have been what is missing.
    guard tree.isComplete else { return }
    report(
      .notAHostingFile, at: isEmpty ? SourceRange(at: 0) : firstToken(of: root),
      isEmpty
        ? "the file is empty" : "this does not start with `hosting: 1`, so it is no hosting file",
      help: "Start a hosting file with `hosting: 1`; docs/format.md describes the rest.",
      subject: nil, field: nil)
  }

  private func entry(of key: DocumentKey, in root: NodeID) -> Tree.Entry? {
    tree.mergedEntries(of: root).first { Keys.document.key($0.key, in: tree) == key }
  }

  private mutating func resellerMention(in root: NodeID) -> ResellerMention {
    guard let entry = entry(of: .reseller, in: root) else { return .none }
    let value = tree.resolve(entry.value)
    switch tree.kind(value) {
    case .mapping:
      let login = tree.mergedEntries(of: value).first {
        Keys.reseller.key($0.key, in: tree) == .login
      }
      guard let login, case let node = tree.resolve(login.value), tree.kind(node) == .scalar,
        tree.scalar(node) != .null
      else { return .definition(value, login: nil) }
      return .definition(value, login: hosting.names.intern(tree.utf8(node)))
    case .scalar:
      return tree.scalar(value) == .null
        ? .none : .reference(hosting.names.intern(tree.utf8(value)))
    case .sequence, .alias:
      return .unreadable
    }
  }

  /// The reseller of each document; one that names none belongs to the only one there is.
  private mutating func assignResellers(_ documents: [Document]) -> [ResellerID] {
    var byLogin: [NameID: ResellerID] = [:]
    var anonymous: ResellerID?
    func add(_ login: NameID?) -> ResellerID {
      let id = ResellerID(index: hosting.resellers.count)
      hosting.resellers.append(Reseller(login: login))
      return id
    }
    for document in documents {
      switch document.reseller {
      case .definition(_, login: let login?), .reference(let login):
        if byLogin[login] == nil { byLogin[login] = add(login) }
      case .definition(_, login: nil), .none, .unreadable:
        break
      }
    }
    var resellers: [ResellerID] = []
    let only = byLogin.count == 1 ? byLogin.values.first : nil
    for document in documents {
      switch document.reseller {
      case .definition(_, login: let login?), .reference(let login):
        resellers.append(byLogin[login] ?? add(login))
      case .definition(_, login: nil):
        // Its entities have a reseller of their own, whose login is reported as missing.
        resellers.append(add(nil))
      case .none, .unreadable:
        if case .none = document.reseller, only == nil {
          reportMissingReseller(document, isOneOfSeveral: !byLogin.isEmpty)
        }
        let id = only ?? anonymous ?? add(nil)
        if only == nil { anonymous = id }
        resellers.append(id)
      }
    }
    return resellers
  }

  private mutating func reportMissingReseller(_ document: Document, isOneOfSeveral: Bool) {
    tree = document.tree
    guard !tree.isCut(document.root) else { return }
    let key = entry(of: .hosting, in: document.root)?.key ?? document.root
    report(
      .missingKey, at: tree.range(key),
      isOneOfSeveral
        ? "the document does not say whose it is, and there are several resellers"
        : "no file names the reseller",
      help: isOneOfSeveral
        ? "Add `reseller: LOGIN` with the login of the reseller it belongs to."
        : "Add `reseller:` with at least its `login:`.",
      subject: nil, field: "reseller")
  }

  private mutating func read(_ document: Document) {
    let root = document.root
    let isCut = tree.isCut(root)
    readTopics(root)
    var seen: Set<DocumentKey> = []
    // Definitions first, so that every fault below can name its reseller.
    for entry in tree.mergedEntries(of: root) {
      guard let key = Keys.document.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a hosting file", known: DocumentKey.self, subject: nil)
        continue
      }
      seen.insert(key)
      let value = tree.resolve(entry.value)
      switch key {
      case .hosting:
        if tree.scalar(value) != .int(1), !tree.isCut(value) {
          report(
            .invalidValue, at: firstToken(of: entry.value),
            "the format of a hosting file is 1, not \(shown(value))",
            help: "Write `hosting: 1`.", subject: nil, field: "hosting")
        }
      case .unknown: break
      case .reseller: readReseller(document.reseller, entry: entry)
      case .packs: readPacks(entry)
      case .customers: readCustomers(entry)
      case .subscriptions:
        readSubscriptions(entry, of: .absent, field: "subscriptions")
      }
    }
    // What may follow a cut can belong to any list that is not closed yet.
    var reseller = hosting.resellers[self.reseller.index]
    if isCut {
      func isClosed(_ key: DocumentKey) -> Bool {
        guard seen.contains(key), let entry = entry(of: key, in: root) else { return false }
        return !tree.isCut(tree.resolve(entry.value))
      }
      if !isClosed(.packs) { reseller.mayMissPacks = true }
      if !isClosed(.customers) { reseller.mayMissCustomers = true }
      if !isClosed(.subscriptions) || !isClosed(.customers) {
        reseller.mayMissSubscriptions = true
      }
    }
    if topics.contains(.packs) { reseller.mayMissPacks = true }
    if topics.contains(.customers) { reseller.mayMissCustomers = true }
    hosting.resellers[self.reseller.index] = reseller
  }

  private mutating func readTopics(_ root: NodeID) {
    topics = []
    guard let entry = entry(of: .unknown, in: root) else { return }
    let list = tree.resolve(entry.value)
    if tree.scalar(list) == .null, tree.kind(list) == .scalar { return }
    guard tree.kind(list) == .sequence else {
      reportWrongType(entry.value, expected: "a list of topics", subject: nil, field: "unknown")
      return
    }
    for item in tree.items(of: list) {
      let slot = Slot(
        entry: Tree.Entry(key: entry.key, value: item), subject: nil, field: "unknown")
      if let topic = choice(slot, of: Topic.self).value { topics.insert(topic) }
    }
  }

  private mutating func readReseller(_ mention: ResellerMention, entry: Tree.Entry) {
    switch mention {
    case .definition(let node, _): readReseller(node, entry: entry)
    case .unreadable:
      reportWrongType(
        entry.value, expected: "a reseller (`login:` and more) or a reseller's login",
        subject: nil, field: "reseller")
    case .reference, .none: break
    }
  }
}
