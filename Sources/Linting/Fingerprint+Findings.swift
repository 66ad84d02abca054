internal import Diagnostics
internal import Parallel

extension Fingerprint {
  /// How many findings are hashed before a thread looks for more.
  private static let pieceSize = 4096

  /// The findings with their fingerprints, equal ones numbered in the given order.
  ///
  /// - Parameter threads: How many threads make hashes.
  static func add(to diagnostics: [Diagnostic], threads: Int = 1) -> [Finding] {
    let pieces = (diagnostics.count + pieceSize - 1) / pieceSize
    let hashes = parallelMap(pieces, threads: threads) { piece in
      diagnostics[(piece * pieceSize)...].prefix(pieceSize).map(hash)
    }
    var counts: [UInt64: Int] = [:]
    counts.reserveCapacity(diagnostics.count)
    return zip(diagnostics, hashes.joined()).map { diagnostic, hash in
      let number = counts[hash, default: 0] + 1
      counts[hash] = number
      return Finding(
        diagnostic: diagnostic, fingerprint: Fingerprint(hash: hash, number: number))
    }
  }

  /// The same for findings that are shown and others that are not, all numbered in report order:
  /// what is accepted changes no fingerprint of another finding.
  static func add(
    to shown: [Diagnostic], and others: [Diagnostic], threads: Int = 1
  ) -> (shown: [Finding], others: [Finding]) {
    if others.isEmpty { return (add(to: shown, threads: threads), []) }
    let all =
      (shown.map { ($0, true) } + others.map { ($0, false) })
      .sorted { $0.0.precedes($1.0) }
    let findings = add(to: all.map(\.0), threads: threads)
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
