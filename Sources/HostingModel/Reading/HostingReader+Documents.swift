internal import Diagnostics
internal import SourceText
internal import YAML

/// Documents: whose they are, and their top-level keys.
extension HostingReader {
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
    /// The value, at a node, is its login.
    case reference(NameID, NodeID)
    /// The document is whole and says nothing.
    case none
    /// It says something that could not be read, or may say something behind a syntax error.
    case unreadable
  }

  mutating func readDocuments() {
    readDocuments(of: hosting.trees.prefix(earlierCount))
    for index in hosting.resellers.indices { hosting.resellers[index].isEarlier = true }
    readDocuments(of: hosting.trees.dropFirst(earlierCount))
  }

  /// Reads the documents of one state of accounts.
  private mutating func readDocuments(of trees: ArraySlice<Tree?>) {
    var documents: [Document] = []
    let firstReseller = hosting.resellers.count
    // Whether something could not be read that may belong to any reseller.
    var isOpen = false
    for case let tree? in trees {
      self.tree = tree
      let roots = tree.documents.map { tree.resolve($0) }
      if !tree.isComplete, roots.count != 1 || !tree.isCut(roots[0]) { isOpen = true }
      for root in roots {
        switch Self.standing(of: root, in: tree) {
        case .hosting: break
        // Read all the same, so that references to what it declares do not fail too.
        case .unmarked(let key): reportUnmarked(key)
        case .other:
          reportForeignDocument(root)
          continue
        }
        documents.append(Document(tree: tree, root: root, reseller: resellerMention(in: root)))
      }
    }
    let resellers = assignResellers(documents, isOpen: &isOpen)
    for (document, reseller) in zip(documents, resellers) {
      self.tree = document.tree
      self.reseller = reseller
      read(document)
    }
    readLists()
    guard isOpen else { return }
    for index in hosting.resellers.indices.dropFirst(firstReseller) {
      hosting.resellers[index].mayMissPacks = true
      hosting.resellers[index].mayMissCustomers = true
      hosting.resellers[index].mayMissSubscriptions = true
    }
  }

  private func entry(of key: DocumentKey, in root: NodeID) -> Tree.Entry? {
    tree.mergedEntries(of: root).first { Keys.document.key($0.key, in: tree) == key }
  }

  // MARK: - Resellers

  private mutating func resellerMention(in root: NodeID) -> ResellerMention {
    guard let entry = entry(of: .reseller, in: root) else {
      return tree.isCut(root) || hasMisspelt(.reseller, in: Keys.document, mapping: root)
        || saysUnknown(.reseller, in: root) ? .unreadable : .none
    }
    let value = tree.resolve(entry.value)
    switch tree.kind(value) {
    case .mapping:
      let login = tree.mergedEntries(of: value).first {
        Keys.reseller.key($0.key, in: tree) == .login
      }
      guard let node = login.map({ tree.resolve($0.value) }) else {
        return .definition(value, login: nil)
      }
      guard tree.kind(node) == .scalar, !isCut(node), !isBlank(node) else {
        return .definition(value, login: nil)
      }
      return .definition(value, login: hosting.names.intern(tree.utf8(node)))
    case .scalar:
      if isCut(value) { return .unreadable }
      return isBlank(value) ? .none : .reference(hosting.names.intern(tree.utf8(value)), value)
    case .sequence, .alias:
      return .unreadable
    }
  }

  /// Whether `unknown:` names a topic; what is wrong there is told when the document is read.
  private func saysUnknown(_ topic: Topic, in root: NodeID) -> Bool {
    guard let entry = entry(of: .unknown, in: root) else { return false }
    return tree.items(of: tree.resolve(entry.value)).contains {
      tree.equals(tree.resolve($0), topic.rawValue)
    }
  }

  /// The reseller of each document; one that names none belongs to the only one there is.
  private mutating func assignResellers(
    _ documents: [Document], isOpen: inout Bool
  ) -> [ResellerID] {
    let firstReseller = hosting.resellers.count
    var byLogin: [NameID: ResellerID] = [:]
    var defined: Set<NameID> = []
    // Definitions without a login, by document: each has a reseller of its own.
    var nameless: [Int: ResellerID] = [:]
    func add(_ login: NameID?) -> ResellerID {
      hosting.resellers.append(Reseller(login: login))
      return ResellerID(index: hosting.resellers.count - 1)
    }
    for (index, document) in documents.enumerated() {
      switch document.reseller {
      case .definition(_, login: let login?):
        defined.insert(login)
        if byLogin[login] == nil { byLogin[login] = add(login) }
      case .reference(let login, _):
        if byLogin[login] == nil { byLogin[login] = add(login) }
      case .definition(_, login: nil):
        nameless[index] = add(nil)
      case .none, .unreadable:
        break
      }
    }
    // One without a login may be any other, or the one that a document without a reseller means.
    if !nameless.isEmpty, documents.count > 1 { isOpen = true }
    // A reference to one that is not defined may be misspelt, and is not counted beside the one
    // that is.
    let only =
      nameless.isEmpty && defined.count == 1
      ? defined.first.flatMap { byLogin[$0] }
      : hosting.resellers.count == firstReseller + 1 ? ResellerID(index: firstReseller) : nil
    var anonymous = only
    var isReported = false
    var resellers: [ResellerID] = []
    for (index, document) in documents.enumerated() {
      switch document.reseller {
      case .definition(_, login: let login?):
        resellers.append(byLogin[login] ?? add(login))
      case .reference(let login, let node):
        let id = byLogin[login] ?? add(login)
        resellers.append(id)
        if reportMisspeltReseller(document, login, node, id, defined) { isOpen = true }
      case .definition(_, login: nil):
        resellers.append(nameless[index] ?? add(nil))
      case .none, .unreadable:
        let id = anonymous ?? add(nil)
        anonymous = id
        resellers.append(id)
        if only != nil { continue }
        isOpen = isOpen || byLogin.count + nameless.count > 0
        guard case .none = document.reseller else { continue }
        // Where no file names a reseller, one place is enough to say so.
        let isOneOfSeveral = byLogin.count + nameless.count > 1
        if isOneOfSeveral || !isReported {
          reportMissingReseller(document, isOneOfSeveral: isOneOfSeveral)
          isReported = true
        }
      }
    }
    return resellers
  }

  private mutating func reportMissingReseller(_ document: Document, isOneOfSeveral: Bool) {
    tree = document.tree
    let key = entry(of: .hosting, in: document.root)?.key ?? document.root
    report(
      .missingKey, at: firstToken(of: key),
      isOneOfSeveral
        ? "the document does not say whose it is, and there are several resellers"
        : "no file names the reseller",
      help: isOneOfSeveral
        ? "Add `reseller: LOGIN` with the login of the reseller that it belongs to."
        : "Add `reseller:` with at least its `login:`.",
      subject: nil, field: "reseller")
  }

  /// Reports a login that no file defines where one that is defined is near to it.
  private mutating func reportMisspeltReseller(
    _ document: Document, _ login: NameID, _ node: NodeID, _ id: ResellerID,
    _ defined: Set<NameID>
  ) -> Bool {
    guard !defined.isEmpty, !defined.contains(login), comparisonsLeft > 0 else { return false }
    comparisonsLeft -= defined.count
    let names = defined.map { hosting.names.string($0) }.sorted()
    guard let near = Suggestion.closest(to: hosting.names.string(login), among: names) else {
      return false
    }
    tree = document.tree
    reseller = id
    report(
      .invalidValue, at: firstToken(of: node),
      "no file defines the reseller \(shown(node))", help: "Did you mean `\(near)`?",
      subject: nil, field: "reseller")
    return true
  }

  // MARK: - Top-level keys

  private mutating func read(_ document: Document) {
    let root = document.root
    readTopics(root)
    secrets = []
    var seen = SeenKeys()
    for entry in tree.mergedEntries(of: root) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.document, mapping: root, seen: &seen, owner: "a hosting file",
          subject: nil)
      else { continue }
      let slot = Slot(entry: entry, subject: nil, field: key.rawValue, isMisspelt: isMisspelt)
      switch key {
      case .hosting: readFormat(slot)
      case .unknown: break
      case .reseller: if !isMisspelt { readReseller(document.reseller, entry: entry) }
      case .packs: readPacks(slot)
      case .customers: note(.customers, slot)
      case .subscriptions: note(.subscriptions, slot)
      }
    }
    tree.markSecrets(secrets)
    markOpen(root)
  }

  /// What may follow the end of the parse can belong to any list that is not closed yet.
  private mutating func markOpen(_ root: NodeID) {
    func isOpen(_ key: DocumentKey) -> Bool {
      guard tree.isCut(root) else { return false }
      return entry(of: key, in: root).map { isCut(tree.resolve($0.value)) } ?? true
    }
    let index = reseller.index
    if isOpen(.packs) || topics.contains(.packs) { hosting.resellers[index].mayMissPacks = true }
    if isOpen(.customers) || topics.contains(.customers) {
      hosting.resellers[index].mayMissCustomers = true
    }
    if isOpen(.subscriptions) || isOpen(.customers) || topics.contains(.subscriptions) {
      hosting.resellers[index].mayMissSubscriptions = true
    }
  }

  private mutating func readFormat(_ slot: Slot) {
    let value = tree.resolve(slot.entry.value)
    if isCut(value) || slot.isMisspelt { return }
    let help = "Write `hosting: 1`."
    guard tree.kind(value) == .scalar else {
      return reportWrongType(value, expected: "1", subject: nil, field: "hosting", help: help)
    }
    // The key decides the type, so `"1"` is the number too.
    if tree.scalar(value) == .int(1) || tree.equals(value, "1") { return }
    report(
      .invalidValue, at: isBlank(value) ? firstToken(of: slot.entry.key) : firstToken(of: value),
      isBlank(value)
        ? "`hosting` does not say its format, which is 1"
        : "`hosting` is the number of the format, which is 1, not \(shown(value))",
      help: help, subject: nil, field: "hosting")
  }

  private mutating func readTopics(_ root: NodeID) {
    topics = []
    if let entry = entry(of: .unknown, in: root) { topics = unknownTopics(entry) }
  }

  /// Adds what `unknown:` of an entity names to what the document does not claim to know.
  mutating func addTopics<Key: Equatable>(
    of mapping: NodeID, _ table: KeyTable<Key>, _ key: Key
  ) {
    guard tree.kind(mapping) == .mapping else { return }
    let entry = tree.mergedEntries(of: mapping).first { table.key($0.key, in: tree) == key }
    if let entry { topics.formUnion(unknownTopics(entry)) }
  }

  /// What `unknown:` of a document or an entity names.
  mutating func unknownTopics(_ entry: Tree.Entry) -> Set<Topic> {
    let slot = Slot(entry: entry, subject: nil, field: "unknown")
    guard let list = list(slot, expected: "a list of keys") else {
      // What it meant to say may be anything.
      return isNull(entry.value) ? [] : Set(Topic.allCases)
    }
    var topics: Set<Topic> = []
    for item in tree.items(of: list) {
      let slot = Slot(
        entry: Tree.Entry(key: entry.key, value: item), subject: nil, field: "unknown")
      if let topic = choice(slot, of: Topic.self).value { topics.insert(topic) }
    }
    return topics
  }

  private mutating func readReseller(_ mention: ResellerMention, entry: Tree.Entry) {
    switch mention {
    case .definition(let node, _): readReseller(node, entry: entry)
    case .unreadable:
      reportWrongType(
        entry.value, expected: "a mapping with `login`, or a login", subject: nil,
        field: "reseller")
    case .reference, .none: break
    }
  }
}
