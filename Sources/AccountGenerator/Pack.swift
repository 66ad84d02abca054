/// What a base pack of a made-up account holds.
struct Pack {
  let name: String
  let description: String
  /// In gigabytes.
  let disk: Int
  /// In gigabytes a month.
  let traffic: Int
  let mailboxes: Int
  /// In megabytes.
  let mailboxSize: Int
  let databases: Int
  let hasTasks: Bool

  static let all = [
    Pack(
      name: "starter", description: "One brochure site", disk: 5, traffic: 100, mailboxes: 8,
      mailboxSize: 500, databases: 2, hasTasks: false),
    Pack(
      name: "business", description: "A site with its mail", disk: 15, traffic: 300, mailboxes: 15,
      mailboxSize: 800, databases: 4, hasTasks: false),
    Pack(
      name: "shop", description: "A shop with its mail", disk: 40, traffic: 500, mailboxes: 20,
      mailboxSize: 1500, databases: 8, hasTasks: false),
    Pack(
      name: "application", description: "A site with developers of its own", disk: 60,
      traffic: 2000, mailboxes: 25, mailboxSize: 2000, databases: 20, hasTasks: true),
  ]

  static func named(_ name: String) -> Pack? { all.first { $0.name == name } }

  var limits: [HostingValue.Entry] {
    [
      HostingValue.Entry("disk_space", .plain("\(disk) GB")),
      HostingValue.Entry("traffic", .plain("\(traffic) GB")),
      HostingValue.Entry("subdomains", 20),
      HostingValue.Entry("aliases", 20),
      HostingValue.Entry("mailboxes", HostingValue(integerLiteral: mailboxes)),
      HostingValue.Entry("mailbox_size", .plain("\(mailboxSize) MB")),
      HostingValue.Entry("databases", HostingValue(integerLiteral: databases)),
      HostingValue.Entry("mailing_lists", 3),
    ]
  }
}
