internal import HostingModel

extension ObjectKind {
  /// What it is, in a sentence or two.
  var documentation: String {
    switch self {
    case .reseller: "The account that owns everything below it."
    case .customer: "A login for one of the reseller's clients."
    case .pack: "A service plan: a template of limits and permissions. Add-on packs are among them."
    case .subscription: "One hosting space with one system user."
    case .domain: "A domain name that a subscription hosts."
    case .alias: "Another name for a domain."
    case .quota:
      """
      One resource of a subscription or of the reseller's offer, where a limit or a use of it is \
      known.
      """
    case .limit: "One limit that a reseller, a pack or a subscription declares."
    case .change:
      """
      What became of an entity, or of a resource of one, between the two states that \
      `hostlint diff` compares.
      """
    case .state: "An entity as it is in one of two states; it has one of the fields, or none."
    case .claim: "A domain or an alias as the holder of its name."
    case .limits: "Amounts by resource: limits, or what is used."
    case .permissions: "What customers may do, by Plesk's names without `manage_`."
    case .php: "PHP settings."
    case .contact: "The person to reach about a subscription."
    case .effective: "What is in force for a subscription."
    }
  }

  /// How reports name one of it.
  var sampleIdentity: String {
    switch self {
    case .customer, .change, .state: "customer/boulangerie"
    case .pack, .limit: "pack/starter"
    case .subscription, .contact, .effective: "subscription/martin.fr"
    case .domain, .claim: "domain/martin.fr/martin.fr"
    case .alias: "alias/martin.fr/martin.com"
    case .quota: "quota/martin.fr/disk_space"
    case .reseller, .limits, .permissions, .php: "reseller/agence-exemple"
    }
  }
}

extension Resource {
  /// What the amount counts.
  var documentation: String {
    switch self {
    case .diskSpace: "Disk space: files, mail and databases together. A size."
    case .traffic: "Data sent and received in a month. A size."
    case .mailboxSize: "The size of each mailbox."
    case .customers: "Customers; only of the reseller's offer. A count."
    case .subscriptions: "Subscriptions; only of the reseller's offer. A count."
    case .domains, .subdomains, .aliases, .mailboxes, .databases, .webUsers, .mailingLists:
      "\(label.prefix(1).uppercased())\(label.dropFirst()). A count."
    }
  }
}

extension Permission {
  /// What the customer may do with it.
  var documentation: String {
    switch self {
    case .dns: "Edit DNS zones."
    case .phpSettings: "Override PHP settings, `open_basedir` among them."
    case .phpVersion: "Choose the PHP version and handler."
    case .shellAccess:
      "Log in over SSH: `none`, `chroot` (inside the hosting space) or `full` (the whole server)."
    case .scheduledTasks: "Run scheduled tasks."
    case .domains: "Create domains."
    case .subdomains: "Create subdomains."
    case .aliases: "Create domain aliases."
    case .hostingSettings: "Change hosting settings."
    case .insecureSites: "Override the hosting security policy."
    case .ftpAccounts: "Create further FTP accounts."
    case .mail: "Change mail settings."
    case .ssl: "Secure sites with certificates."
    case .backups: "Back up and restore."
    case .spamFilter: "Change the spam filter."
    case .antivirus: "Change the antivirus."
    case .git: "Deploy with Git."
    case .wordpressToolkit: "Use WP Toolkit."
    case .nodejs: "Run Node.js applications."
    case .remoteDatabases: "Reach databases from other hosts."
    }
  }
}
