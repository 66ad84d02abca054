internal import HostingModel

/// What a plan gives, or a webspace has: limits, permissions, the overuse policy, hosting settings.
struct Provisions {
  struct Limit {
    /// -1 is unlimited; nil where it is no number.
    let value: Int64?
    let place: ElementID
    /// Whether `all-to-zero` sets it, which is then its place.
    var isSwept = false
  }

  struct Named {
    let name: ArraySlice<UInt8>
    let value: ElementID
  }

  /// By `Resource.index`.
  var limits = [Limit?](repeating: nil, count: Resource.count)
  var expiration: ElementID?
  /// Limits that hostlint has no key for.
  var otherLimits: [Named] = []
  var permissions: [(permission: Permission, value: PermissionValue, place: ElementID)] = []
  /// Permissions whose value is neither true nor false.
  var unreadPermissions: [(permission: Permission, place: ElementID)] = []
  /// Permissions that hostlint has no key for.
  var otherPermissions: [Named] = []
  /// Without a word where the value is none of Plesk's.
  var overuse: (word: StaticString?, place: ElementID)?
  var hosting: [HostingProperty: ElementID] = [:]

  /// - Parameter sources: The elements that hold `limits`, `permissions`, `hosting`.
  init(_ sources: [ElementID], in tree: ElementTree) {
    for source in sources {
      for set in tree.children(of: source) {
        switch tree.name(set) {
        case .limits:
          readLimits(set, tree)
          if let element = tree.child("all-to-zero", of: set) { sweepLimits(element) }
        case .permissions:
          readPermissions(set, tree)
          if let element = tree.child("revoke-all", of: set) { sweepPermissions(element) }
        case .hosting: Self.readHosting(set, tree, into: &hosting)
        default: break
        }
      }
    }
  }

  private mutating func readLimits(_ set: ElementID, _ tree: ElementTree) {
    if let element = tree.entry(.overuse, of: set)
      ?? tree.child(.resourcePolicy, of: set)
      .flatMap({ tree.entry(.overuse, of: $0) })
    {
      overuse = overuse ?? (Self.overuse(element, tree), element)
    }
    for limit in tree.children(of: set) where tree.name(limit) == .limit {
      guard let name = tree.value(.name, of: limit) else { continue }
      let value = tree.value(.value, of: limit) ?? tree.child(.value, of: limit) ?? limit
      guard let known = LimitName.table.word(tree.utf8(name)) else {
        if !tree.isBlank(value) {
          otherLimits.append(Named(name: tree.utf8(name), value: value))
        }
        continue
      }
      if let resource = known.resource {
        if limits[resource.index] == nil {
          limits[resource.index] = Limit(value: tree.integer(value), place: value)
        }
      } else if tree.integer(value).map({ $0 > 0 }) ?? true {
        // Without a date it is -1.
        expiration = expiration ?? value
      }
    }
  }

  /// Sets the limits to 0 that nothing else is said of.
  private mutating func sweepLimits(_ element: ElementID) {
    for resource in Resource.allCases where limits[resource.index] == nil {
      // Only resellers have customers and subscriptions to give.
      if [.customers, .subscriptions].contains(resource) { continue }
      limits[resource.index] = Limit(value: 0, place: element, isSwept: true)
    }
  }

  /// Refuses the permissions that nothing else is said of.
  private mutating func sweepPermissions(_ element: ElementID) {
    let known = Set(PermissionName.allCases.map(\.permission))
    for permission in Permission.allCases
    where known.contains(permission)
      && !permissions.contains(where: { $0.permission == permission })
      && !unreadPermissions.contains(where: { $0.permission == permission })
    {
      permissions.append(
        (permission, permission == .shellAccess ? .shell(.none) : .flag(false), element))
    }
  }

  /// What happens past a limit, in a hosting file's words.
  private static func overuse(_ element: ElementID, _ tree: ElementTree) -> StaticString? {
    switch tree.string(element) {
    case "block": "block"
    case "notify", "not_suspend_notify": "notify"
    case "normal", "not_suspend": "allow"
    default: nil
    }
  }

  private mutating func readPermissions(_ set: ElementID, _ tree: ElementTree) {
    for permission in tree.children(of: set) where tree.name(permission) == .permission {
      guard let name = tree.value(.name, of: permission) else { continue }
      let value = tree.entry(.value, of: permission) ?? permission
      guard let known = PermissionName.table.word(tree.utf8(name)) else {
        if tree.isBlank(value) { continue }
        otherPermissions.append(Named(name: tree.utf8(name), value: value))
        continue
      }
      guard let flag = tree.boolean(value) else {
        if !unreadPermissions.contains(where: { $0.permission == known.permission }) {
          unreadPermissions.append((known.permission, value))
        }
        continue
      }
      let granted: PermissionValue =
        switch known {
        case .shell: .shell(flag ? .chroot : .none)
        case .fullShell: .shell(flag ? .full : .none)
        default: .flag(flag)
        }
      grant(known.permission, granted, at: value)
    }
  }

  /// Adds a permission; of two that grant the same, the wider one holds.
  mutating func grant(_ permission: Permission, _ value: PermissionValue, at place: ElementID) {
    guard let index = permissions.firstIndex(where: { $0.permission == permission }) else {
      permissions.append((permission, value, place))
      return
    }
    let known = permissions[index].value
    if known.union(value) != known { permissions[index] = (permission, value, place) }
  }

  /// The settings of hosting alone, of which the first of a name counts.
  static func hosting(
    of sources: [ElementID], in tree: ElementTree
  ) -> [HostingProperty: ElementID] {
    var hosting: [HostingProperty: ElementID] = [:]
    for source in sources {
      for set in tree.children(of: source) where tree.name(set) == .hosting {
        readHosting(set, tree, into: &hosting)
      }
    }
    return hosting
  }

  private static func readHosting(
    _ set: ElementID, _ tree: ElementTree, into hosting: inout [HostingProperty: ElementID]
  ) {
    guard let host = tree.child(.virtualHost, of: set) else { return }
    for property in tree.children(of: host) where tree.name(property) == .property {
      guard let name = tree.value(.name, of: property),
        let known = HostingProperty.table.word(tree.utf8(name)), hosting[known] == nil,
        let value = tree.value(.value, of: property)
      else { continue }
      hosting[known] = value
    }
  }

  // MARK: - PHP

  /// The handler's version, `8.3` of `plesk-php83-fpm`.
  func phpVersion(in tree: ElementTree) -> (text: String, place: ElementID)? {
    guard !isPHPOff(in: tree), let element = hosting[.phpHandlerID] else { return nil }
    return Self.phpVersion(ofHandler: element, in: tree).map { ($0, element) }
  }

  /// The version of a handler: what `php-handler/get` says, else what the id tells: `plesk-php83-fpm`,
  /// `x-httpd-lsphp-82`, `fastcgi-5.3`. The handlers of the operating system, `fpm`, tell none.
  static func phpVersion(ofHandler element: ElementID, in tree: ElementTree) -> String? {
    let id = tree.string(element)
    if let known = tree.phpHandlers[id]?.version { return branch(known[...]) }
    guard let mark = id.utf8.indices.first(where: { id[$0...].hasPrefix("php") }) else {
      return id.firstIndex(where: \.isNumber).flatMap { branch(id[$0...]) }
    }
    let digits = id[mark...].dropFirst(3).drop { $0 == "-" }
    if let dotted = branch(digits) { return dotted }
    let packed = digits.prefix { $0.isASCII && $0.isNumber }
    guard packed.count >= 2, let major = packed.first else { return nil }
    return "\(major).\(packed.dropFirst())"
  }

  /// Major and minor number of a version, `8.3` of `8.3.14`.
  private static func branch(_ version: Substring) -> String? {
    let parts = version.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".")
    return parts.count >= 2 && version.first?.isNumber == true ? "\(parts[0]).\(parts[1])" : nil
  }

  /// How PHP runs.
  func phpHandler(in tree: ElementTree) -> (text: String, place: ElementID)? {
    if isPHPOff(in: tree) { return nil }
    return Self.phpHandler(hosting, in: tree)
  }

  /// How PHP runs by its settings: their own word, else what `php-handler/get` says of the handler,
  /// else what its id tells.
  private static func phpHandler(
    _ hosting: [HostingProperty: ElementID], in tree: ElementTree
  ) -> (text: String, place: ElementID)? {
    if let element = hosting[.phpHandlerType] { return (tree.string(element), element) }
    guard let element = hosting[.phpHandlerID] else { return nil }
    let id = tree.string(element)
    let type = tree.phpHandlers[id]?.type
    let word = ["fpm", "fastcgi", "cgi", "module"].first(where: (type ?? id).contains) ?? type
    return word.map { ($0, element) }
  }

  /// Whether the settings of a web site tell the version of PHP and how it runs.
  static func isPHPTold(_ hosting: [HostingProperty: ElementID], in tree: ElementTree) -> Bool {
    if hosting.isEmpty || hosting[.php].map({ tree.boolean($0) == false }) ?? false { return true }
    return phpHandler(hosting, in: tree) != nil
      && hosting[.phpHandlerID].flatMap { phpVersion(ofHandler: $0, in: tree) } != nil
  }

  private func isPHPOff(in tree: ElementTree) -> Bool {
    hosting[.php].map { tree.boolean($0) == false } ?? false
  }

  // MARK: - Shell

  /// How far the shell of the system user reaches; nil where nothing says it.
  func shell(in tree: ElementTree) -> (access: ShellAccess, place: ElementID)? {
    guard let element = hosting[.shell] else { return nil }
    let path = tree.string(element)
    if path.hasSuffix("/false") || path.hasSuffix("/nologin") { return (.none, element) }
    return (path.contains("chroot") ? .chroot : .full, element)
  }
}

/// What the plans of a webspace give together.
struct PlanTotal {
  /// By `Resource.index`; nil where no plan mentions it.
  private(set) var limits = [Int64?](repeating: nil, count: Resource.count)
  /// Whether a sum could not be made.
  private(set) var isOpen = false
  private(set) var otherLimits: [ArraySlice<UInt8>: Int64] = [:]
  private(set) var permissions: [Permission: PermissionValue] = [:]
  private(set) var otherPermissions: [ArraySlice<UInt8>: Bool] = [:]
  private(set) var overuse: String?
  private(set) var phpVersion: String?
  private(set) var phpHandler: String?

  /// - Parameter plans: The base plan, where there is one, then the add-ons.
  init(base: Provisions?, addons: [Provisions], in tree: ElementTree) {
    overuse = base?.overuse?.word.map { "\($0)" }
    phpVersion = base?.phpVersion(in: tree)?.text
    phpHandler = base?.phpHandler(in: tree)?.text
    for plan in (base.map { [$0] } ?? []) + addons {
      for resource in Resource.allCases {
        guard let limit = plan.limits[resource.index] else { continue }
        guard let value = limit.value else {
          isOpen = true
          continue
        }
        limits[resource.index] =
          limits[resource.index].map {
            resource.isAdditive ? Self.sum($0, value) : Self.largest($0, value)
          } ?? value
      }
      for other in plan.otherLimits {
        guard let value = tree.integer(other.value) else { continue }
        otherLimits[other.name] = otherLimits[other.name].map { Self.sum($0, value) } ?? value
      }
      for (permission, value, _) in plan.permissions {
        permissions[permission] = permissions[permission]?.union(value) ?? value
      }
      for other in plan.otherPermissions {
        guard let value = tree.boolean(other.value) else { continue }
        otherPermissions[other.name] = otherPermissions[other.name].map { $0 || value } ?? value
      }
    }
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    if left < 0 || right < 0 { return -1 }
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? -1 : sum
  }

  private static func largest(_ left: Int64, _ right: Int64) -> Int64 {
    left < 0 || right < 0 ? -1 : max(left, right)
  }
}
