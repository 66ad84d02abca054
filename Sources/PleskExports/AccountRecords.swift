/// What the packets of a run say of each entity, found by id, not yet tied together.
struct AccountRecords {
  /// One entity; what several packets say of it stands in several elements.
  struct Record {
    let id: Int64?
    let guid: String?
    /// Login or name, as Plesk compares it.
    let name: String?
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
  /// Entries of `get-domain-list` by the id of the site.
  var listed: [Int64: ElementID] = [:]
  /// The first answer to each question that was answered.
  var answered: [Operator: ElementID] = [:]
  /// Results that say why there is no answer, with the operator where it is one of ours.
  var errors: [(result: ElementID, operation: String, operator: Operator?)] = []
  /// Packets and answers that say nothing of an account: what they are, and the first place.
  var foreign: [(name: String, element: ElementID)] = []
  /// The files that hold REST objects.
  var restFiles: [ElementID] = []
  /// The operators whose answer the end of the text cut off.
  var cut: Set<Operator> = []

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

/// The entities of one kind, found by id, GUID and name.
struct RecordTable {
  private(set) var records: [AccountRecords.Record] = []
  private var byID: [Int64: [Int]] = [:]
  private var byGUID: [String: Int] = [:]
  private var byName: [String: Int] = [:]

  /// Adds what a packet says of an entity to what others say of the same one.
  mutating func add(_ record: AccountRecords.Record) {
    if let known = index(of: record) {
      records[known].sources += record.sources
      records[known].datasets.formUnion(record.datasets)
      return
    }
    let index = records.count
    records.append(record)
    if let id = record.id { byID[id, default: []].append(index) }
    if let guid = record.guid, byGUID[guid] == nil { byGUID[guid] = index }
    if let name = record.name, byName[name] == nil { byName[name] = index }
  }

  private func index(of record: AccountRecords.Record) -> Int? {
    if let guid = record.guid, let known = byGUID[guid] { return known }
    guard let id = record.id else { return nil }
    return byID[id]?.first { index in
      let known = records[index]
      return (known.guid == nil || record.guid == nil || known.guid == record.guid)
        && (known.name == nil || record.name == nil || known.name == record.name)
    }
  }

  /// The entity of an id; where two servers gave one id to two entities, the one of the same file.
  func find(id: Int64?, near file: Int, fileOf: (ElementID) -> Int) -> Int? {
    guard let id, let found = byID[id] else { return nil }
    if found.count == 1 { return found[0] }
    return found.first { fileOf(records[$0].sources[0]) == file } ?? found.first
  }

  func find(guid: String?) -> Int? { guid.flatMap { byGUID[$0] } }

  func find(name: String?) -> Int? { name.flatMap { byName[$0] } }
}
