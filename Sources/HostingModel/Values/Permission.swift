/// What a service plan may allow, by Plesk's names without `manage_`.
///
/// `shell_access` is a level (`ShellAccess`), every other one a boolean.
package enum Permission: String, CaseIterable, Sendable {
  case dns
  case phpSettings = "php_settings"
  case phpVersion = "php_version"
  case shellAccess = "shell_access"
  case scheduledTasks = "scheduled_tasks"
  case domains
  case subdomains
  case aliases
  case hostingSettings = "hosting_settings"
  case insecureSites = "insecure_sites"
  case ftpAccounts = "ftp_accounts"
  case mail
  case ssl
  case backups
  case spamFilter = "spam_filter"
  case antivirus
  case git
  case wordpressToolkit = "wordpress_toolkit"
  case nodejs
  case remoteDatabases = "remote_databases"
}

/// How far a customer's shell reaches, from nothing to the whole server.
package enum ShellAccess: String, CaseIterable, FieldValue, Comparable {
  case none
  case chroot
  case full

  package static var placeholder: ShellAccess { .none }

  package static func < (left: ShellAccess, right: ShellAccess) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .none: 0
    case .chroot: 1
    case .full: 2
    }
  }
}

/// The value of one permission.
package enum PermissionValue: Hashable, FieldValue {
  case flag(Bool)
  case shell(ShellAccess)

  package static var placeholder: PermissionValue { .flag(false) }

  /// The wider of two grants of one permission.
  package func union(_ other: PermissionValue) -> PermissionValue {
    switch (self, other) {
    case (.flag(let left), .flag(let right)): .flag(left || right)
    case (.shell(let left), .shell(let right)): .shell(max(left, right))
    default: self
    }
  }
}
