internal import HostingModel

/// What the packets of a run say of each entity, found by id, not yet tied together.
struct AccountRecords {
  /// One entity; what several packets say of it stands in several elements.
  struct Record {
    let id: Int64?
    var guid: String?
    /// Login or name, as Plesk compares it.
    var name: String?
    /// The GUID of the reseller whose account it belongs to, in lower case.
    var vendor: String? = nil
    /// The packet that tells it, or the file of JSON: ids are good within it.
    let scope: ElementID
    /// The elements that hold what is said: `data`, `info`, a result, or a JSON object.
    var sources: [ElementID]
    /// The sets of data that were asked for; each is empty where Plesk had nothing to say.
    var datasets: Set<ElementName> = []
  }

  var resellers = RecordTable()
  var customers = RecordTable()
  var plans = RecordTable()
  var addons = RecordTable()
  var webspaces = RecordTable()
  var sites = RecordTable()
  var aliases = RecordTable()
  /// Entries of `get-domain-list` by the id of the site; two servers may give one id.
  var listed: [Int64: [ElementID]] = [:]
  /// The first answer to each question that was answered.
  var answered: [Operator: ElementID] = [:]
  /// Results that say why there is no answer, with the operator where it is one of ours.
  var errors: [(result: ElementID, operation: String, operator: Operator?)] = []
  /// Packets and answers that say nothing of an account: what they are, and the first place.
  var foreign: [(name: String, element: ElementID)] = []
  /// What is told of handlers of PHP, by their ids; what two servers tell differently is left out.
  var phpHandlers: [String: PHPHandler] = [:]
  /// Two entities of one kind to which one id or GUID is given.
  var clashes: [Clash] = []
  /// Answers that say something of an entity and not which one it is, with its kind.
  var nameless: [(record: Record, kind: String)] = []
  /// JSON values that stand where something else belongs, with what is wrong.
  var strangers: [ElementID: String] = [:]
  /// Values of REST objects whose type is not that of their key, with what is wrong.
  var wrongTypes: [(value: ElementID, fault: String)] = []
  /// The files that hold REST objects.
  var restFiles: [ElementID] = []
  /// The operators whose answer the end of the text cut off.
  var cut: Set<Operator> = []

  /// Two entities that one id or GUID stands for, so that nobody knows which of them is meant.
  struct Clash {
    /// `id 11`, `GUID …`.
    let identity: String
    let first: Record
    let second: Record
  }

  /// The questions whose answers make up an account.
  enum Operator: String, CaseIterable, Hashable {
    case reseller, customer, webspace, site
    case servicePlan = "service-plan"
    case servicePlanAddon = "service-plan-addon"
    case siteAlias = "site-alias"
    case dns

    init?(_ name: ElementName) {
      switch name {
      case .reseller: self = .reseller
      case .customer: self = .customer
      case .webspace: self = .webspace
      case .site: self = .site
      case .servicePlan: self = .servicePlan
      case .servicePlanAddon: self = .servicePlanAddon
      case .siteAlias: self = .siteAlias
      case .dns: self = .dns
      default: return nil
      }
    }
  }

  /// Whether anything of an account was found.
  var isEmpty: Bool {
    [resellers, customers, plans, addons, webspaces, sites, aliases].allSatisfy(\.records.isEmpty)
  }
}

/// What `php-handler/get` tells of a handler.
struct PHPHandler {
  /// Nil where it is not told, or not by all servers alike.
  var version: String?
  /// `fpm`, `fastcgi`, `cgi` or `module`; nil likewise.
  var type: String?
}

/// The entities of one kind, found by id, GUID and name.
struct RecordTable {
  private(set) var records: [AccountRecords.Record] = []
  private var byID: [Int64: [Int]] = [:]
  private var byGUID: [String: [Int]] = [:]
  private var byName: [String: [Int]] = [:]
  /// How many entities of one id, GUID or name are told apart: more than servers anybody has, and
  /// few enough for an export in which all have the same.
  private static let bound = 256

  /// Adds what a packet says of an entity to what others say of the same one.
  ///
  /// - Returns: The other entity that has its GUID, or its id within the same packet.
  mutating func add(_ record: AccountRecords.Record) -> AccountRecords.Clash? {
    if let known = index(of: record) {
      records[known].sources += record.sources
      records[known].datasets.formUnion(record.datasets)
      records[known].vendor = records[known].vendor ?? record.vendor
      // Which a packet without general information left open.
      if let guid = record.guid, records[known].guid == nil {
        records[known].guid = guid
        byGUID[guid, default: []].append(known)
      }
      if let name = record.name, records[known].name == nil {
        records[known].name = name
        byName[name, default: []].append(known)
      }
      return nil
    }
    let clash = clash(of: record)
    let index = records.count
    records.append(record)
    if let id = record.id { byID[id, default: []].append(index) }
    if let guid = record.guid { byGUID[guid, default: []].append(index) }
    if let name = record.name { byName[name, default: []].append(index) }
    return clash
  }

  private func index(of record: AccountRecords.Record) -> Int? {
    let sameGUID = (record.guid.flatMap { byGUID[$0] } ?? []).prefix(Self.bound)
    let known = sameGUID.first { index in
      haveOneName(records[index], record) && haveOneVendor(records[index].vendor, record.vendor)
    }
    if let known { return known }
    guard let id = record.id else { return nil }
    if record.name == nil, record.guid == nil {
      // Of several that have its id nobody knows which is meant, but for one in its packet.
      let found = byID[id] ?? []
      return found.count == 1 ? found[0] : found.first { records[$0].scope == record.scope }
    }
    return byID[id]?.prefix(Self.bound).first { index in
      let known = records[index]
      return (known.guid == nil || record.guid == nil || known.guid == record.guid)
        && haveOneName(known, record) && haveOneVendor(known.vendor, record.vendor)
    }
  }

  /// Takes out the entities of which not even a name is known, and returns them.
  mutating func removeNameless() -> [AccountRecords.Record] {
    let all = records
    guard all.contains(where: { $0.name == nil && $0.guid == nil }) else { return [] }
    self = RecordTable()
    for record in all where record.name != nil || record.guid != nil { _ = add(record) }
    return all.filter { $0.name == nil && $0.guid == nil }
  }

  private func haveOneName(
    _ known: AccountRecords.Record, _ record: AccountRecords.Record
  ) -> Bool {
    guard let name = known.name, let other = record.name, name != other else { return true }
    // Of an international domain name there are two spellings.
    return DomainName(name.utf8).ascii == DomainName(other.utf8).ascii
  }

  private func haveOneVendor(_ known: String?, _ vendor: String?) -> Bool {
    known == nil || vendor == nil || known == vendor
  }

  private func clash(of record: AccountRecords.Record) -> AccountRecords.Clash? {
    if let guid = record.guid,
      let known = byGUID[guid]?.prefix(Self.bound).first(where: {
        haveOneVendor(records[$0].vendor, record.vendor)
      })
    {
      return AccountRecords.Clash(
        identity: "GUID \(guid)", first: records[known], second: record)
    }
    guard let id = record.id,
      let known = byID[id]?.prefix(Self.bound).first(where: {
        records[$0].scope == record.scope && haveOneVendor(records[$0].vendor, record.vendor)
      })
    else { return nil }
    return AccountRecords.Clash(identity: "id \(id)", first: records[known], second: record)
  }

  /// The entity of an id; where several have it, the one of the packet or file that names it.
  ///
  /// An id is good within one vendor's account, where both sides tell whose they are.
  func find(
    id: Int64?, near record: AccountRecords.Record, fileOf: (ElementID) -> Int
  ) -> Int? {
    nearest(of: candidates(id: id, near: record), to: record, fileOf: fileOf)
  }

  /// The only one of some entities, else the only one in the packet, else in the file of another.
  private func nearest(
    of found: [Int], to record: AccountRecords.Record, fileOf: (ElementID) -> Int
  ) -> Int? {
    if found.count <= 1 { return found.first }
    let inPacket = found.filter { records[$0].scope == record.scope }
    if !inPacket.isEmpty { return inPacket.count == 1 ? inPacket[0] : nil }
    let file = fileOf(record.scope)
    let inFile = found.filter { fileOf(records[$0].scope) == file }
    return inFile.count == 1 ? inFile[0] : nil
  }

  /// Whether an id may stand for an entity that is there.
  func has(id: Int64?, near record: AccountRecords.Record) -> Bool {
    !candidates(id: id, near: record).isEmpty
  }

  private func candidates(id: Int64?, near record: AccountRecords.Record) -> [Int] {
    guard let id, let found = byID[id] else { return [] }
    return found.prefix(Self.bound).filter { haveOneVendor(records[$0].vendor, record.vendor) }
  }

  /// The entity of a GUID; nil where two of one vendor have it.
  func find(guid: String?, near record: AccountRecords.Record? = nil) -> Int? {
    guard let guid, let found = byGUID[guid] else { return nil }
    guard found.count > 1, let record else { return found.count == 1 ? found[0] : nil }
    let own = found.prefix(Self.bound).filter {
      haveOneVendor(records[$0].vendor, record.vendor)
    }
    return own.count == 1 ? own[0] : nil
  }

  /// Whether a GUID stands for an entity that is there.
  func has(guid: String?) -> Bool { guid.map { byGUID[$0] != nil } ?? false }

  /// Whether a login or name stands for an entity that is there.
  func has(name: String?) -> Bool { name.map { byName[$0] != nil } ?? false }

  /// The entity of a login or name, as by its id.
  func find(
    name: String?, near record: AccountRecords.Record, fileOf: (ElementID) -> Int
  ) -> Int? {
    guard let name, let found = byName[name] else { return nil }
    let own = found.prefix(Self.bound).filter {
      haveOneVendor(records[$0].vendor, record.vendor)
    }
    return nearest(of: own, to: record, fileOf: fileOf)
  }
}
