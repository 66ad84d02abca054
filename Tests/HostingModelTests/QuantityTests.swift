import HostingModel
import Testing

struct QuantityTests {
  private static let gigabyte: Int64 = 1 << 30

  private static let sizes: [(String, Int64)] = [
    ("0", 0), ("1", 1), ("5368709120", 5 * gigabyte), ("5 GB", 5 * gigabyte),
    ("5GB", 5 * gigabyte), ("5G", 5 * gigabyte), ("5 GiB", 5 * gigabyte), ("5 Go", 5 * gigabyte),
    ("5 Gio", 5 * gigabyte), ("5 gb", 5 * gigabyte), ("  5  GB ", 5 * gigabyte),
    ("5\u{A0}Go", 5 * gigabyte), ("5\u{202F}Go", 5 * gigabyte), ("+5 GB", 5 * gigabyte),
    ("1.5 GB", 1_610_612_736), (".5 GB", gigabyte / 2), ("1. GB", gigabyte),
    ("0.1 KB", 102), ("1 KB", 1024), ("1 K", 1024), ("3 MB", 3 << 20), ("1 Mo", 1 << 20),
    ("2 TB", 2 << 40), ("2 To", 2 << 40), ("1 PB", 1 << 50), ("7 B", 7), ("-0", 0),
    ("1.00000000000000000000000 GB", gigabyte), ("8191 PB", 8191 << 50),
  ]

  @Test(arguments: Self.sizes)
  func readsSizes(text: String, bytes: Int64) {
    #expect(Quantity.parse(text, unit: .bytes) == .success(Quantity(bytes, .bytes)))
  }

  @Test(arguments: ["unlimited", "Unlimited", "UNLIMITED", "-1", " -1 "])
  func readsUnlimited(text: String) {
    #expect(Quantity.parse(text, unit: .bytes) == .success(.unlimited(.bytes)))
    #expect(Quantity.parse(text, unit: .count) == .success(.unlimited(.count)))
  }

  private static let faultySizes: [(String, Quantity.ParseError)] = [
    ("", .notANumber), ("GB", .notANumber), ("five GB", .notANumber),
    ("5 000 GB", .notANumber), ("1e9", .notANumber), ("1_000", .notANumber), ("٥ GB", .notANumber),
    ("1.2.3 GB", .notANumber), (".", .notANumber), ("--1", .notANumber), ("0x10", .notANumber),
    ("5 GB!", .notANumber), ("infinite", .notANumber),
    ("-5 GB", .negative), ("-0.5 GB", .negative), ("-2", .negative),
    ("3,1 GB", .decimalComma), ("1,000", .decimalComma),
    ("5 gigas", .unknownUnit("gigas")), ("5 EB", .unknownUnit("EB")), ("5 %", .notANumber),
    ("3.5", .fractionalBytes), ("3.0 B", .fractionalBytes),
    ("9223372036854775807", .tooLarge), ("8192 PB", .tooLarge),
    ("99999999999999999999999999999999999999999999 GB", .tooLarge),
    ("340282366920938463463374607431768211455", .tooLarge),
    ("184467440737095516.9999999999 PB", .tooLarge),
  ]

  @Test(arguments: Self.faultySizes)
  func refusesSizes(text: String, error: Quantity.ParseError) {
    #expect(Quantity.parse(text, unit: .bytes) == .failure(error))
  }

  @Test func largestNumberIsNotUnlimited() throws {
    let largest = try Quantity.parse("9223372036854775806", unit: .count).get()
    #expect(!largest.isUnlimited && largest < .unlimited(.count))
  }

  private static let counts: [(String, Result<Quantity, Quantity.ParseError>)] = [
    ("12", .success(Quantity(12, .count))),
    ("0", .success(Quantity(0, .count))), ("12 GB", .failure(.unitOnCount)),
    ("1.5", .failure(.fractionalCount)), ("2.0", .failure(.fractionalCount)),
    ("-3", .failure(.negative)), ("many", .failure(.notANumber)),
  ]

  @Test(arguments: Self.counts)
  func readsCounts(text: String, expected: Result<Quantity, Quantity.ParseError>) {
    #expect(Quantity.parse(text, unit: .count) == expected)
  }

  private static let printedSizes: [(Int64, String)] = [
    (Int64(0), "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1536, "1.5 KB"), (5 << 30, "5 GB"),
    (6_657_199_309, "6.2 GB"), (1_610_612_736, "1.5 GB"), (1_073_741_825, "1 GB"),
    (1_084_479_242, "1.01 GB"), ((1 << 40) - 1, "1 TB"), ((1 << 20) - 1, "1 MB"),
    (.max - 1, "8192 PB"),
  ]

  @Test(arguments: Self.printedSizes)
  func printsSizesAsPeopleWriteThem(bytes: Int64, text: String) {
    #expect(Quantity(bytes, .bytes).description == text)
  }

  @Test func printsCountsAndUnlimited() {
    #expect(Quantity(12, .count).description == "12")
    #expect(Quantity.unlimited(.bytes).description == "unlimited")
  }

  @Test func unlimitedAbsorbsAndStandsAboveEveryNumber() {
    let unlimited = Quantity.unlimited(.bytes)
    #expect(unlimited + Quantity(5, .bytes) == unlimited)
    #expect(unlimited + unlimited == unlimited)
    #expect(Quantity(.max - 1, .bytes) < unlimited)
    #expect((Quantity(.max - 1, .bytes) + Quantity(2, .bytes)).isUnlimited)
    #expect(Quantity(-5, .count).amount == 0)
  }

  @Test func filesSpellNumbersAsYAMLDoes() throws {
    let reading = Reading(
      """
      hosting: 1
      reseller:
        login: agence
        limits: { customers: 0x1F, subscriptions: 0o17, domains: "12", disk_space: '5 Go', databases: -1 }
      """)
    #expect(reading.findings == [])
    #expect(
      reading.hosting.limits.map { $0.value?.description } == [
        "31", "15", "12", "5 GB", "unlimited",
      ])
  }

  @Test func faultsSayWhatToWrite() {
    let reading = Reading(
      """
      hosting: 1
      reseller:
        login: agence
        limits:
          disk_space: 3,1 GB
          traffic: 5 gigas
          mailbox_size: 3.5
          customers: 12 GB
          subscriptions: 1.5
          domains: -3
          aliases: lots
          databases: 99999999999999999999
          mailboxes: [5]
      """)
    #expect(
      reading.findings == [
        "5:17 invalid-value reseller/agence limits.disk_space",
        "6:14 invalid-value reseller/agence limits.traffic",
        "7:19 invalid-value reseller/agence limits.mailbox_size",
        "8:16 invalid-value reseller/agence limits.customers",
        "9:20 invalid-value reseller/agence limits.subscriptions",
        "10:14 invalid-value reseller/agence limits.domains",
        "11:14 invalid-value reseller/agence limits.aliases",
        "12:16 invalid-value reseller/agence limits.databases",
        "13:16 wrong-type reseller/agence limits.mailboxes",
      ])
    #expect(
      reading.messages == [
        "`limits.disk_space` has a comma in its number: `3,1 GB`",
        "`limits.traffic` has an unknown unit: `gigas`",
        "`limits.mailbox_size` has decimals and no unit: `3.5`",
        "`limits.customers` is a count and has no unit: `12 GB`",
        "`limits.subscriptions` is a count and has no decimals: `1.5`",
        "`limits.domains` cannot be negative: `-3`",
        "`limits.aliases` cannot be `lots`",
        "`limits.databases` is too large: `99999999999999999999`",
        "`limits.mailboxes` must be a whole number, or `unlimited`, not a list",
      ])
    #expect(reading.hosting.limits.allSatisfy { $0.value == nil })
  }

  @Test func usageCannotBeUnlimited() {
    let reading = Reading(
      account(
        """
        subscriptions:
          - { domain: a.fr, usage: { databases: unlimited, mailboxes: -1, disk_space: 0 } }
        """))
    #expect(
      reading.findings == [
        "7:41 invalid-value subscription/a.fr usage.databases",
        "7:63 invalid-value subscription/a.fr usage.mailboxes",
      ])
    #expect(reading.hosting.usage.map(\.value) == [nil, nil, Quantity(0, .bytes)])
  }
}
