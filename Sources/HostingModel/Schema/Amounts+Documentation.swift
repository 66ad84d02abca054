package import Diagnostics

/// What the keys of limits, usage and permissions mean; docs/format.md says the same.

extension UsageKey {
  var documentation: KeyDocumentation {
    switch self {
    case .asOf:
      KeyDocumentation("the date of the numbers", .definition("date"), example: "2026-11-02")
    }
  }
}

extension Resource: DocumentedKey {
  package var documentation: KeyDocumentation {
    let isSize = unit == .bytes
    return KeyDocumentation(
      meaning, .definition(isSize ? "sizeLimit" : "countLimit"), example: isSize ? "5 GB" : 10)
  }

  private var meaning: String {
    switch self {
    case .diskSpace: "files, mail and databases together"
    case .traffic: "data sent and received"
    case .mailboxSize: "mail of one mailbox"
    case .customers: "accounts below the reseller; in the reseller's limits"
    case .subscriptions:
      "subscriptions of the reseller and its customers; in the reseller's limits"
    case .domains: "domains, the main one among them"
    case .subdomains: "subdomains of all domains"
    case .aliases: "aliases of all domains"
    case .mailboxes: "mailboxes of all domains"
    case .databases: "databases"
    case .webUsers: "web users"
    case .mailingLists: "mailing lists"
    }
  }
}

extension Permission: DocumentedKey {
  package var documentation: KeyDocumentation {
    if self == .shellAccess {
      return KeyDocumentation(meaning, HostingSchema.choice(ShellAccess.self), example: "none")
    }
    return KeyDocumentation(meaning, .definition("boolean"), example: true)
  }

  private var meaning: String {
    switch self {
    case .dns: "edit DNS zones"
    case .phpSettings: "override PHP settings, `open_basedir` among them"
    case .phpVersion: "choose the PHP version and handler"
    case .shellAccess:
      "log in over SSH: `none`, `chroot` (inside the hosting space), `full` (the whole server)"
    case .scheduledTasks: "run scheduled tasks"
    case .domains: "create domains"
    case .subdomains: "create subdomains"
    case .aliases: "create domain aliases"
    case .hostingSettings: "change hosting settings"
    case .insecureSites: "override the hosting security policy"
    case .ftpAccounts: "create further FTP accounts"
    case .mail: "change mail settings"
    case .ssl: "secure sites with certificates"
    case .backups: "back up and restore"
    case .spamFilter: "change the spam filter"
    case .antivirus: "change the antivirus"
    case .git: "deploy with Git"
    case .wordpressToolkit: "use WP Toolkit"
    case .nodejs: "run Node.js applications"
    case .remoteDatabases: "reach databases from other hosts"
    }
  }
}
