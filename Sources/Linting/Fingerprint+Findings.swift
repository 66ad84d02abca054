internal import Diagnostics

extension Fingerprint {
  /// The findings with their fingerprints, equal ones numbered in the given order.
  static func add(to diagnostics: [Diagnostic]) -> [Finding] {
    var counts: [UInt64: Int] = [:]
    counts.reserveCapacity(diagnostics.count)
    return diagnostics.map { diagnostic in
      let hash = hash(diagnostic)
      let number = counts[hash, default: 0] + 1
      counts[hash] = number
      return Finding(
        diagnostic: diagnostic, fingerprint: Fingerprint(hash: hash, number: number))
    }
  }

  /// The same for findings that are shown and others that are not, all numbered in report order:
  /// what is accepted changes no fingerprint of another finding.
  static func add(
    to shown: [Diagnostic], and others: [Diagnostic]
  ) -> (shown: [Finding], others: [Finding]) {
    if others.isEmpty { return (add(to: shown), []) }
    let all =
      (shown.map { ($0, true) } + others.map { ($0, false) })
      .sorted { $0.0.precedes($1.0) }
    let findings = add(to: all.map(\.0))
    func part(_ isShown: Bool) -> [Finding] {
      zip(findings, all).filter { $0.1.1 == isShown }.map(\.0)
    }
    return (part(true), part(false))
  }

  /// FNV-1a over reseller, rule, entity and field, each ended by a zero byte.
  private static func hash(_ diagnostic: Diagnostic) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ part: String) {
      var part = part
      part.withUTF8 { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      }
      hash = hash &* 0x0000_0100_0000_01B3
    }
    add(diagnostic.reseller ?? "")
    add(diagnostic.rule)
    add(diagnostic.entity)
    add(diagnostic.field ?? "")
    return hash
  }
}
