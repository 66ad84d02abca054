internal import SourceText

/// The elements of Plesk's packets, and the keys of its REST API, that say something about an
/// account; hyphens are underscores, since the two are used for the same names.
enum ElementName: String, CaseIterable, Sendable {
  /// Any other name, and the root of a file.
  case other = ""
  /// Any other name that tells of a secret.
  case secret = " "

  // The envelope.
  case packet, system, result, status, errcode, errtext, id, data, get
  case filterID = "filter_id"
  case getDomainList = "get_domain_list"
  case getRecords = "get_rec"

  // A refusal of the REST API.
  case code, message

  // Operators.
  case reseller, customer, webspace, site, dns
  case servicePlan = "service_plan"
  case servicePlanAddon = "service_plan_addon"
  case siteAlias = "site_alias"
  case phpHandler = "php_handler"

  // What entities have.
  case general = "gen_info"
  case name, guid, login, email, company, created, description, type, version
  case asciiName = "ascii_name"
  case companyName = "cname"
  case personName = "pname"
  case creationDate = "cr_date"
  case realSize = "real_size"
  case hostingType = "htype"
  case ownerID = "owner_id"
  case ownerLogin = "owner_login"
  case vendorGUID = "vendor_guid"
  case webspaceID = "webspace_id"
  case webspaceGUID = "webspace_guid"

  // Datasets.
  case limits, limit, value, overuse, permissions, permission, hosting, property, subscriptions
  case subscription, locked, synchronized, plan, preferences, stat, mail
  case resourcePolicy = "resource_policy"
  case oversell
  case virtualHost = "vrt_hst"
  case planGUID = "plan_guid"
  case diskUsage = "disk_usage"
  case resourceUsage = "resource_usage"
  case resource
  case mailService = "mailservice"

  // Aliases and lists of domains.
  case info, pref, web, main, domains, domain, aliases, clients
  case seoRedirect = "seo_redirect"
  case manageDNS = "manage_dns"
  case siteID = "site_id"
  case parentID = "parent_id"
  case domainID = "domain_id"
  case hostingTypeREST = "hosting_type"
  case baseDomainID = "base_domain_id"

  // What may be personal and is not read.
  case phone, fax, address, city, state, country, locale
  case postalCode = "pcode"
  case externalID = "external_id"
  case adminDescription = "admin_description"
  case resellerDescription = "reseller_description"

  /// Whether the value may tell who somebody is.
  var isPersonal: Bool {
    switch self {
    case .companyName, .personName, .email, .company, .phone, .fax, .address, .city, .state,
      .postalCode, .description, .adminDescription, .resellerDescription, .externalID:
      true
    default: false
    }
  }
}

/// Turns names of elements into `ElementName`s; each spelling is looked at once.
struct ElementNames {
  private static let table = WordTable<ElementName>()
  /// No more spellings are kept than Plesk could have.
  private static let bound = 1024

  private var known: [[UInt8]: ElementName] = [:]
  /// The spellings that came last, by their hash.
  private var recent = ContiguousArray<(spelling: [UInt8], name: ElementName)>(
    repeating: ([], .other), count: 512)

  mutating func name(_ bytes: UnsafeBufferPointer<UInt8>) -> ElementName {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let slot = Int(hash & 511)
    if recent[slot].spelling.elementsEqual(bytes), !bytes.isEmpty { return recent[slot].name }
    let name = find(bytes)
    if bytes.count <= 64 { recent[slot] = (Array(bytes), name) }
    return name
  }

  private mutating func find(_ bytes: UnsafeBufferPointer<UInt8>) -> ElementName {
    var spelling = Array(bytes.prefix(64))
    for index in spelling.indices where spelling[index] == UInt8(ascii: "-") {
      spelling[index] = UInt8(ascii: "_")
    }
    if let name = known[spelling] { return name }
    // What a webspace says of its hosting in short.
    if spelling.elementsEqual("hosting_basic".utf8) { spelling = Array("hosting".utf8) }
    var name = Self.table.word(spelling[...]) ?? .other
    if name == .other || name == .secret, !spelling.isEmpty {
      name = SecretName.isSecret(spelling[...]) ? .secret : .other
    }
    if known.count < Self.bound { known[spelling] = name }
    return name
  }
}
