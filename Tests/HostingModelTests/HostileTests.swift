import Diagnostics
import Foundation
import HostingModel
import Randomness
import SourceText
import TestSupport
import Testing

/// Files from anywhere: whatever stands in them, reading ends, and what it says is well formed.
struct HostileTests {
  /// Reads a text, asks every question about what it gives, and checks what is said.
  @discardableResult
  private func examine(_ text: [UInt8]) -> Reading {
    let reading = Reading([text])
    let hosting = reading.hosting
    for diagnostic in reading.diagnostics {
      let isSound =
        diagnostic.location.range.end <= UInt32(text.count)
        && diagnostic.related.allSatisfy { $0.location.range.end <= UInt32(text.count) }
        && !diagnostic.message.isEmpty && !diagnostic.message.contains(where: \.isNewline)
        && !diagnostic.message.hasSuffix(".") && diagnostic.message.count < 300
        && (diagnostic.remedy.isEmpty || ".?".contains(diagnostic.remedy.suffix(1)))
      #expect(isSound, "\(diagnostic)")
    }
    for kind in EntityKind.allCases {
      for index in 0..<UInt32(min(hosting.count(of: kind), 200)) {
        let entity = EntityReference(kind, index)
        _ = hosting.identity(of: entity)
        _ = hosting.name(of: entity)
        _ = hosting.nameLocation(of: entity)
        _ = hosting.reseller(of: entity)
        _ = hosting.dnsProvider(of: entity)
        _ = hosting.dnsSync(of: entity)
        if kind == .quota {
          _ = hosting.limit(of: hosting.quota(index))
          _ = hosting.exists(hosting.quota(index))
        }
      }
    }
    for id in hosting.subscriptions.indices.map(SubscriptionID.init(index:)) {
      for permission in Permission.allCases {
        _ = hosting.effectivePermission(permission, of: id)
      }
      _ = hosting.effectiveOveruse(of: id)
      _ = hosting.effectivePHP(of: id, \.version)
      _ = hosting.contributors(to: .diskSpace, of: id)
    }
    for domain in hosting.domains {
      if let name = domain.name { _ = hosting.claims(of: name) }
    }
    return reading
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = Repository.root.appending(path: "Tests/HostingModelTests/Fixtures")
    return Array(try Data(contentsOf: folder.appending(path: name)))
  }

  @Test func combiningMarksTakeNoTimeOfTheirOwn() throws {
    let name = "a" + String(repeating: "\u{301}\u{316}", count: 50_000)
    let reading = Reading([Array("hosting: 1\nsubscriptions: [{ domain: \(name) }]".utf8)])
    let seconds = processorSeconds {
      _ = reading.hosting.nameSpelling(of: EntityReference(.domain, 0))
    }
    #expect(seconds < 1)
  }

  @Test(arguments: ["rich.yaml", "mistakes.yaml", "further-mistakes.yaml"])
  func everyPrefixIsRead(name: String) throws {
    let text = try Self.fixture(name)
    for length in 0...text.count { examine(Array(text[..<length])) }
  }

  @Test func aFileThatBreaksOffHasNoOtherFinding() throws {
    // What is cut is unknown: it never turns into an absent or unresolved name. A control
    // character ends the reading without closing anything.
    let lines = try Self.fixture("rich.yaml").split(
      separator: 0x0A, omittingEmptySubsequences: false)
    for count in 1..<lines.count {
      let text = Array(lines[..<count].joined(separator: [0x0A])) + [0x0A, 0x01]
      let rules = Set(examine(text).diagnostics.map(\.rule))
      #expect(rules == ["yaml-syntax"], "after line \(count)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func mutatedFilesAreRead(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let text = try Self.fixture("rich.yaml")
    let pieces = [
      "*starter", "<<: *small", "&x ", "null", "[", "]", "{", "}", "- ", ": ", "\n", "\"", "'", "|",
      "\u{0}", "é", "xn--", "-1", "1e999", "unlimited", "domain", "name: ", "login: ",
      "99999999999999999999",
      "---\n", "...", "\t", "#", "!!int ", "? ", "hosting: 1\n", "\u{FEFF}", "💩", ".", "..",
    ].map { Array($0.utf8) }
    for _ in 0..<1200 {
      var mutant = text
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<mutant.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: mutant[place] = UInt8.random(in: 0...255, using: &random)
        case 1: mutant.remove(at: place)
        case 2: mutant.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
        case 3:
          // A line leaves, or moves elsewhere.
          let lines = mutant.split(separator: 0x0A, omittingEmptySubsequences: false)
          var others = lines
          let line = others.remove(at: Int.random(in: 0..<lines.count, using: &random))
          if Bool.random(using: &random) {
            others.insert(line, at: Int.random(in: 0...others.count, using: &random))
          }
          mutant = Array(others.joined(separator: [0x0A]))
        default:
          let end = min(mutant.count, place + Int.random(in: 1...40, using: &random))
          mutant.replaceSubrange(place..<end, with: pieces.randomElement(using: &random) ?? [])
        }
        if mutant.isEmpty { mutant = text }
      }
      examine(mutant)
    }
  }

  @Test func deepAliasesAreBounded() {
    var text = "hosting: 1\nreseller: { login: a }\nx0: &x0 { limits: { disk_space: 1 } }\n"
    for level in 1...60 {
      text += "x\(level): &x\(level) { <<: [*x\(level - 1), *x\(level - 1)] }\n"
    }
    text += "packs: { p: { <<: *x60 } }\n"
    let reading = examine(Array(text.utf8))
    #expect(reading.diagnostics.contains { $0.rule == "unknown-key" })
    var laughs = "hosting: 1\nreseller: { login: a }\nl0: &l0 [{ domain: a.fr }]\n"
    for level in 1...30 {
      laughs +=
        "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    let bombed = examine(Array((laughs + "subscriptions: *l30\n").utf8))
    #expect(bombed.diagnostics.contains { $0.rule == "input-limit" })
  }

  @Test func recursiveAliasesEnd() {
    examine(Array("hosting: 1\nreseller: &r { login: a, labels: *r }\npacks: &p { <<: *p }".utf8))
    examine(Array("hosting: 1\nsubscriptions: &s [*s, { domain: a.fr, aliases: *s }]".utf8))
  }

  @Test func controlCharactersAndMegabytesAreRead() {
    let name = String(repeating: "a.", count: 500_000)
    let reading = examine(
      Array(
        """
        hosting: 1
        reseller: { login: "a\\0b\\e[31m" }
        packs: { ? "\\n\\n" : { overuse: "\\x07\\n" } }
        subscriptions:
          - { domain: "a\\0.fr", pack: "x\\ny" }
          - { domain: \(name), pack: \(name) }
          - { domains: [b.fr, \(name)fr, \(String(repeating: "é", count: 400_000))] }
        """.utf8))
    #expect(reading.hosting.domains.filter(\.hasNameFault).count == 4)
  }
}
