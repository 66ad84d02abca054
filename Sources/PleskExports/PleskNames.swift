internal import HostingModel

/// Plesk's names of limits.
enum LimitName: String, CaseIterable, Sendable {
  case diskSpace = "disk_space"
  case traffic = "max_traffic"
  case subscriptions = "max_dom"
  case customers = "max_cl"
  case domains = "max_site"
  case subdomains = "max_subdom"
  case aliases = "max_dom_aliases"
  case mailboxes = "max_box"
  case mailboxSize = "mbox_quota"
  case databases = "max_db"
  case webUsers = "max_wu"
  case mailingLists = "max_maillists"
  case expiration

  /// The resource that it bounds; nil for the date of expiry.
  var resource: Resource? {
    switch self {
    case .diskSpace: .diskSpace
    case .traffic: .traffic
    case .subscriptions: .subscriptions
    case .customers: .customers
    case .domains: .domains
    case .subdomains: .subdomains
    case .aliases: .aliases
    case .mailboxes: .mailboxes
    case .mailboxSize: .mailboxSize
    case .databases: .databases
    case .webUsers: .webUsers
    case .mailingLists: .mailingLists
    case .expiration: nil
    }
  }

  static let table = WordTable<Self>()
}

/// Plesk's names of permissions.
enum PermissionName: String, CaseIterable, Sendable {
  case dns = "manage_dns"
  case phpSettings = "manage_php_settings"
  case phpVersion = "manage_php_version"
  case shell = "manage_sh_access"
  case fullShell = "manage_not_chroot_shell"
  case scheduledTasks = "manage_crontab"
  case domains = "create_domains"
  case subdomains = "manage_subdomains"
  case aliases = "manage_domain_aliases"
  case hostingSettings = "manage_phosting"
  case insecureSites = "allow_insecure_sites"
  case ftpAccounts = "manage_subftp"
  case mail = "manage_mail_settings"
  case localBackups = "allow_local_backups"
  case remoteBackups = "allow_ftp_backups"
  case spamFilter = "manage_spamfilter"
  case antivirus = "manage_virusfilter"

  /// The permission that it grants; two of them may grant one.
  var permission: Permission {
    switch self {
    case .dns: .dns
    case .phpSettings: .phpSettings
    case .phpVersion: .phpVersion
    case .shell, .fullShell: .shellAccess
    case .scheduledTasks: .scheduledTasks
    case .domains: .domains
    case .subdomains: .subdomains
    case .aliases: .aliases
    case .hostingSettings: .hostingSettings
    case .insecureSites: .insecureSites
    case .ftpAccounts: .ftpAccounts
    case .mail: .mail
    case .localBackups, .remoteBackups: .backups
    case .spamFilter: .spamFilter
    case .antivirus: .antivirus
    }
  }

  static let table = WordTable<Self>()
}

/// The properties of a site's hosting that say something about an account.
enum HostingProperty: String, CaseIterable, Sendable {
  case systemUser = "ftp_login"
  case shell
  case php
  case phpHandlerID = "php_handler_id"
  case phpHandlerType = "php_handler_type"
  case ssl
  case certificate = "certificate_name"

  static let table = WordTable<Self>()
}

extension Resource {
  /// The key of a hosting file.
  var key: StaticString {
    switch self {
    case .diskSpace: "disk_space"
    case .traffic: "traffic"
    case .mailboxSize: "mailbox_size"
    case .customers: "customers"
    case .subscriptions: "subscriptions"
    case .domains: "domains"
    case .subdomains: "subdomains"
    case .aliases: "aliases"
    case .mailboxes: "mailboxes"
    case .databases: "databases"
    case .webUsers: "web_users"
    case .mailingLists: "mailing_lists"
    }
  }
}

extension Permission {
  /// The key of a hosting file.
  var key: StaticString {
    switch self {
    case .dns: "dns"
    case .phpSettings: "php_settings"
    case .phpVersion: "php_version"
    case .shellAccess: "shell_access"
    case .scheduledTasks: "scheduled_tasks"
    case .domains: "domains"
    case .subdomains: "subdomains"
    case .aliases: "aliases"
    case .hostingSettings: "hosting_settings"
    case .insecureSites: "insecure_sites"
    case .ftpAccounts: "ftp_accounts"
    case .mail: "mail"
    case .ssl: "ssl"
    case .backups: "backups"
    case .spamFilter: "spam_filter"
    case .antivirus: "antivirus"
    case .git: "git"
    case .wordpressToolkit: "wordpress_toolkit"
    case .nodejs: "nodejs"
    case .remoteDatabases: "remote_databases"
    }
  }
}

extension Topic {
  /// The word of a hosting file.
  var word: StaticString {
    switch self {
    case .reseller: "reseller"
    case .customers: "customers"
    case .packs: "packs"
    case .subscriptions: "subscriptions"
    case .addons: "addons"
    case .domains: "domains"
    case .aliases: "aliases"
    case .subdomains: "subdomains"
    case .limits: "limits"
    case .usage: "usage"
    case .permissions: "permissions"
    case .php: "php"
    case .overuse: "overuse"
    case .dns: "dns"
    case .dnsSync: "dns_sync"
    case .mail: "mail"
    case .ssl: "ssl"
    case .status: "status"
    case .locked: "locked"
    case .synchronized: "synchronized"
    case .created: "created"
    case .expires: "expires"
    case .systemUser: "system_user"
    case .contact: "contact"
    case .email: "email"
    case .labels: "labels"
    }
  }
}
