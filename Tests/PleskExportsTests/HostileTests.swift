import Diagnostics
import Foundation
import HostingModel
import PleskExports
import SourceText
import TestSupport
import Testing

/// Exports from anywhere: whatever stands in them, reading ends in time, and what it says is sound.
@Suite("Hostile exports")
struct HostileTests {
  private static let account: [UInt8] = {
    let url = Repository.root.appending(path: "Examples/exports/account.xml")
    return (try? Data(contentsOf: url)).map(Array.init) ?? []
  }()

  /// Reads bytes and looks at everything that comes of them.
  @discardableResult
  private func examine(_ texts: [UInt8]...) -> Export {
    let export = Export(texts)
    _ = export.outline()
    _ = export.identities
    for diagnostic in export.outcome.diagnostics {
      let count = export.files[Int(diagnostic.location.file.rawValue)].text.count
      let isSound =
        Int(diagnostic.location.range.end) <= count && !diagnostic.message.isEmpty
        && !diagnostic.message.contains(where: \.isNewline) && !diagnostic.message.hasSuffix(".")
        && (diagnostic.remedy.isEmpty || diagnostic.remedy.hasSuffix("."))
      #expect(isSound, "\(diagnostic)")
    }
    return export
  }

  @Test("Entities that all have one GUID, or one id, take time in proportion to their number")
  func sharedIdentities() {
    let customers = (0..<4000).map { index in
      "<result><status>ok</status><id>\(index % 2 * index)</id><data><gen_info>"
        + "<login>a\(index)</login><guid>same</guid></gen_info></data></result>"
    }
    let packet = Packet.make("<customer><get>\(customers.joined())</get></customer>")
    let seconds = processorSeconds { _ = Export(packet) }
    #expect(seconds < 60, "\(seconds) s")
  }

  @Test("A packet cut at any place is one syntax error at its end, and what came before is read")
  func truncated() {
    #expect(Self.account.count > 20_000)
    var isKnown = false
    for end in stride(from: 60, to: Self.account.count - 10, by: 50) {
      let export = examine(Array(Self.account[..<end]))
      let syntax = export.findings.filter { $0.contains("export-syntax") }
      #expect(syntax.count == 1, "\(end): \(syntax)")
      if export.identities.contains("subscription/boulangerie-martin.fr") { isKnown = true }
      // What is missing behind the cut is unknown, not wrong.
      let faults = export.reading.diagnostics.map(\.rule)
      #expect(faults.isEmpty, "\(end): \(faults)")
    }
    #expect(isKnown)
  }

  @Test("A cut account has the rules' facts of its customers and packs unknown")
  func truncatedIsUnknown() throws {
    let text = String(decoding: Self.account, as: UTF8.self)
    let cut = try #require(text.range(of: "<site>"))
    let export = Export(String(text[..<cut.lowerBound]))
    let topics = try #require(
      export.outline(withPlaces: false).components(separatedBy: "reseller:").first)
    for topic in ["customers", "packs", "subscriptions", "domains", "aliases", "subdomains"] {
      #expect(topics.contains("- \(topic)\n"), "\(topic)")
    }
  }

  @Test("Entity bombs and external entities are refused at the document type")
  func entities() throws {
    let bomb = """
      <!DOCTYPE packet [
        <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
        <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
      ]>
      <packet><customer><get>&c;</get></customer></packet>
      """
    let external = """
      <!DOCTYPE packet SYSTEM "file:///etc/passwd">
      <packet><customer><get></get></customer></packet>
      """
    for text in [bomb, external] {
      let export = Export(text)
      #expect(export.findings.count == 1)
      let finding = try #require(export.findings.first)
      #expect(finding.hasPrefix("a.xml:1:1 export-syntax: the file declares a document type"))
    }
    let undefined = Export("<packet><customer><get>&nothing;</get></customer></packet>")
    #expect(undefined.findings.first?.contains("`&nothing;` stands for nothing") == true)
  }

  @Test("Depth is bounded, in XML and in JSON")
  func depth() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(examine(Array("<packet>\(deep)".utf8)).findings.contains { $0.contains("input-limit") })
    let head = "[{\"id\":1,\"login\":\"anne\",\"guid\":\"g\",\"x\":"
    let brackets = String(repeating: "[", count: 100_000)
    #expect(
      examine(Array((head + brackets).utf8)).findings.contains { $0.contains("input-limit") })
    let allowed = String(repeating: "<a>", count: 50) + String(repeating: "</a>", count: 50)
    #expect(!examine(Array("<packet>\(allowed)</packet>".utf8)).findings.joined().contains("limit"))
  }

  @Test(
    "A text, tag or attribute of megabytes ends the reading in time",
    arguments: [
      "<packet a=\"", "<packet><customer><get>", "<packet><", "<packet><!--", "<packet><![CDATA[",
    ])
  func giant(_ start: String) {
    let bytes = Array(start.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 24 << 20)
    var findings: [String] = []
    let seconds = processorSeconds { findings = Export([bytes]).findings }
    #expect(findings.count == 1, "\(findings)")
    #expect(seconds < 20, "\(seconds) s")
  }

  @Test("Exports that are too large together end in a finding about those that are not read")
  func totalSize() {
    let packet = "<packet><customer><get></get></customer></packet>"
    var bounds = ExportBounds()
    bounds.totalBytes = packet.utf8.count
    let findings = Export(packet, packet, bounds: bounds).findings
    #expect(findings.filter { $0.contains("input-limit") }.count == 1)
    #expect(findings.contains { $0.hasPrefix("b.xml:1:1 input-limit: the exports together are") })
  }

  @Test("Text that goes on for megabytes within an element that is closed is bounded too")
  func giantValue() {
    let value = String(repeating: "x", count: 2 << 20)
    let export = Export(
      "<packet><customer><get><result>\(value)</result></get></customer></packet>")
    #expect(
      export.findings.first?.contains("input-limit: a text or tag is longer than 1 MiB") == true)
  }

  @Test("Names of elements without number do not fill the memory, nor take long")
  func manyNames() {
    let text = (0..<100_000).map { "<n\($0)/>" }.joined()
    let seconds = processorSeconds { examine(Array("<packet>\(text)</packet>".utf8)) }
    #expect(seconds < 20, "\(seconds) s")
  }

  @Test("Thousands of packets in one file take no more than as many entities in one")
  func manyPackets() {
    let texts = (0..<2000).map {
      Packet.make(Packet.webspace("w\($0).fr", id: $0 + 1, limits: ["max_box": "10"]))
    }
    var export: Export?
    let seconds = processorSeconds { export = Export([Array(texts.joined().utf8)]) }
    #expect(export?.reading.hosting.subscriptions.count == 2000)
    #expect(seconds < 30, "\(seconds) s")
  }

  @Test("Latin-1 that says so is read, with places in the text as it is shown")
  func latin1() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<packet><customer><get><result>"
      + "<status>ok</status><id>1</id><data><gen_info><login>andré</login></gen_info></data></result>"
      + "</get></customer></packet>"
    let export = examine(try #require(text.data(using: .isoLatin1)).map { $0 })
    #expect(export.identities.contains("customer/andré"))
    #expect(!export.findings.contains { $0.contains("export-syntax") })
  }

  @Test("UTF-16 is read, with and without a byte-order mark", arguments: [true, false])
  func utf16(_ hasMark: Bool) throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
      + Packet.make(Packet.customer("andré", id: 1, of: ""))
    let bytes = try #require(text.data(using: .utf16LittleEndian)).map { $0 }
    let export = examine((hasMark ? [0xFF, 0xFE] : []) + bytes)
    #expect(export.identities.contains("customer/andré"))
    #expect(!export.findings.contains { $0.contains("export-syntax") })
  }

  @Test("Bytes in another encoding than the declared one are one syntax error at their place")
  func wrongEncoding() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + Packet.make(Packet.customer("anne", id: 1, of: "")) + "\n"
      + Packet.make(Packet.customer("andré", id: 2, of: ""))
    let export = examine(try #require(text.data(using: .isoLatin1)).map { $0 })
    let syntax = export.findings.filter { $0.contains("export-syntax") }
    #expect(syntax.count == 1)
    #expect(syntax.first?.contains("a.xml:3:") == true)
    #expect(syntax.first?.contains("not UTF-8") == true)
    #expect(export.identities.contains("customer/anne"))
    let unsupported = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><packet>é</packet>"
    #expect(
      examine(Array(unsupported.utf8)).findings.first?.contains("`windows-1252` is not supported")
        == true)
    // Where all is ASCII, the name does not matter.
    let plain =
      "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"
      + Packet.make(Packet.customer("anne", id: 1, of: ""))
    #expect(examine(Array(plain.utf8)).identities.contains("customer/anne"))
  }

  @Test("Half a UTF-16 character is one finding")
  func brokenUTF16() throws {
    let text = Packet.make(Packet.customer("anne", id: 1, of: ""))
    var bytes = [0xFF, 0xFE] + (try #require(text.data(using: .utf16LittleEndian)).map { $0 })
    bytes.insert(contentsOf: [0x00, 0xD8], at: bytes.count - 40)
    #expect(examine(bytes).findings.count { $0.contains("export-syntax") } == 1)
  }

  @Test("Packets behind each other with text between them are an error at that text")
  func mixed() {
    let packet = Packet.make(Packet.customer("anne", id: 1, of: ""))
    let export = Export(packet + "\nHTTP/1.1 200 OK\n" + packet)
    #expect(
      export.findings.contains { $0.hasPrefix("a.xml:2:1 export-syntax") }, "\(export.findings)")
    #expect(export.identities.contains("customer/anne"))
    // Another file is read all the same.
    let other = Export("<packet><customer>", Packet.make(Packet.customer("anne", id: 1, of: "")))
    #expect(other.identities.contains("customer/anne"))
    #expect(other.findings.count { $0.contains("export-syntax") } == 1)
  }

  @Test("Any byte of a packet may be any other")
  func mutated() {
    var generator = LinearGenerator(seed: 7)
    for _ in 0..<300 {
      var bytes = Self.account
      for _ in 0..<3 {
        let place = Int(generator.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      }
      examine(bytes)
    }
  }

  @Test("The values of a password are secret behind a syntax error too")
  func secretsBehindAnError() throws {
    let text =
      "<packet><customer><get><result></data><password>kein-wort-9</password>"
      + "<property><name>ftp_password</name><value>noch-keins-9</value></property></packet>"
    let export = examine(Array(text.utf8))
    let file = try #require(export.files.first)
    let marked = file.secrets.map { file.string(in: $0) }
    #expect(marked.contains("kein-wort-9"))
    #expect(marked.contains("noch-keins-9"))
  }
}

/// Numbers that are the same on every run.
struct LinearGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
