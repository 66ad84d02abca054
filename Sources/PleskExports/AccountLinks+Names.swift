internal import HostingModel

/// What names a reseller: a login, a GUID, an id.
extension AccountLinks {
  /// The texts that name an account, with where the most telling stands.
  func names(
    vendor: Bool, owner: Bool, of record: AccountRecords.Record
  ) -> (names: [String], mention: ElementID?) {
    let login = owner ? value(.ownerLogin, of: record) : nil
    let guid = vendor ? value(.vendorGUID, of: record) : nil
    let id = owner ? value(.ownerID, of: record) : nil
    let names = [
      login.flatMap { name(ofLogin: tree.string($0), isTold: guid != nil, near: record) },
      guid.map { "guid \(tree.string($0).lowercased())" },
      id.flatMap { name(ofOwner: $0, near: record) },
    ]
    return (names.compactMap(\.self), login ?? guid ?? id)
  }

  /// The text that names a reseller by its login, which two servers may have given.
  ///
  /// - Parameter isTold: Whether a GUID says which of them it is.
  private func name(
    ofLogin login: String, isTold: Bool, near record: AccountRecords.Record
  ) -> String? {
    guard sharedLogins.contains(login) else { return "login \(login)" }
    if isTold { return nil }
    return records.resellers.find(name: login, near: record, fileOf: fileOf).map {
      "reseller \($0)"
    }
  }

  /// Finds the logins that resellers of different GUIDs have.
  mutating func findSharedLogins(_ owners: [Owner]) {
    var guids: [String: Set<String>] = [:]
    func note(_ login: String?, _ guid: String?) {
      if let login, let guid { guids[login, default: []].insert(guid) }
    }
    for reseller in records.resellers.records { note(reseller.name, reseller.guid) }
    for customer in records.customers.records {
      note(text(.ownerLogin, of: customer), customer.vendor)
    }
    for (webspace, owner) in zip(records.webspaces.records, owners) {
      if case .reseller = owner { note(text(.ownerLogin, of: webspace), webspace.vendor) }
    }
    sharedLogins = Set(guids.filter { $0.value.count > 1 }.keys)
  }

  /// The text that names a reseller by its id, which another server may have given to another one.
  private func name(ofOwner id: ElementID, near record: AccountRecords.Record) -> String? {
    guard let number = tree.integer(id) else { return "id \(tree.string(id))" }
    if let reseller = records.resellers.find(id: number, near: record, fileOf: fileOf) {
      return "reseller \(reseller)"
    }
    if records.resellers.has(id: number, near: record) { return nil }
    return vendorsOfOwner[number]?.count ?? 0 > 1 ? nil : "id \(number)"
  }
}
