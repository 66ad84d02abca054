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
/// Faults become diagnostics, by place, and reading goes on: a value that cannot be read is
/// unknown.
package struct HostingReader {
  var hosting: Hosting
  var diagnostics: [Diagnostic] = []
  /// The entity that each of them is about.
  var subjects: [EntityReference?] = []
  /// The file that is being read.
  var tree: Tree
  /// The reseller that it belongs to.
  var reseller = ResellerID(0)
  /// What the document says it does not know.
  var topics: Set<Topic> = []
  /// The way to what is being read.
  var path = EntryPath()
  /// Ranges of the file that hold secrets.
  var secrets: [SourceRange] = []
  /// The packs by reseller and name: all of them are read before anything names one.
  var packs = NumberIndex()
  var references = References()
  /// Lists of customers and subscriptions whose items are still to be read.
  var lists: [EntityList] = []
  /// The last name that is not plain, as it is written and what it means: a subscription has that
  /// of its first domain, and to convert it takes microseconds.
  var lastConverted: (written: [UInt8], name: DomainName)?
  /// How many candidates may still be compared with names that do not resolve.
  var comparisonsLeft = 1_000_000
  /// How many of the trees, the first ones, hold the earlier of two states.
  let earlierCount: Int
  let threads: Int
  /// From how many nodes on a thread reads them.
  let nodesPerThread: Int
  /// In ASCII form.
  let lrobNameservers: NameTable

  /// Names that are judged once every file is read; each with the way to its entity where that has
  /// no identity.
  struct References {
    /// Names of packs that no pack has, with the entity and the key that name them.
    var packs: [(entity: EntityReference, key: String, node: NodeID, path: EntryPath?)] = []
    /// The owner that a subscription of the top-level list names.
    var customers: [(subscription: SubscriptionID, node: NodeID, path: EntryPath?)] = []
  }

  /// Reads hosting files; `trees` is by file id, nil for files that are none.
  ///
  /// - Parameters:
  ///   - earlierCount: How many of them, the first ones, hold the earlier of two states that
  ///   are compared; resellers of the two stay apart, whatever their logins.
  ///   - threads: How many threads read.
  ///   - nodesPerThread: How many nodes each of them reads at least; a test compares both ways.
  package static func read(
    _ trees: [Tree?], options: ReadingOptions = ReadingOptions(), earlierCount: Int = 0,
    threads: Int = 1, nodesPerThread: Int = Self.usualNodesPerThread
  ) -> (hosting: Hosting, diagnostics: [Diagnostic]) {
    guard let first = trees.lazy.compactMap({ $0 }).first else {
      return (Hosting(trees: trees), [])
    }
    var reader = HostingReader(
      trees: trees, first: first, options: options, earlierCount: earlierCount, threads: threads,
      nodesPerThread: nodesPerThread)
    reader.readAll()
    if earlierCount > 0 {
      reader.hosting.setChanges(HostingComparison(reader.hosting).knownChanges)
    }
    return (reader.hosting, reader.diagnostics)
  }

  private init(
    trees: [Tree?], first: Tree, options: ReadingOptions, earlierCount: Int, threads: Int,
    nodesPerThread: Int
  ) {
    self.earlierCount = earlierCount
    self.threads = threads
    self.nodesPerThread = nodesPerThread
    hosting = Hosting(trees: trees)
    tree = first
    lrobNameservers = NameTable()
    for name in options.lrobNameservers {
      _ = lrobNameservers.intern(DomainName(name.utf8).ascii)
    }
  }

  private mutating func readAll() {
    readDocuments()
    link()
    // Who owns a subscription is known only now.
    for (index, subject) in subjects.enumerated() {
      if let owners = subject.flatMap(hosting.owners) { diagnostics[index].owners = owners }
    }
    diagnostics.sort { ($0.location, $0.rule) < ($1.location, $1.rule) }
  }
}
