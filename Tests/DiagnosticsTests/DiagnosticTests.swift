import Diagnostics
import SourceText
import Testing

/// What is said about text as values: copies, order, fingerprints, owners.
@Suite struct DiagnosticTests {
  private func diagnostic(
    _ rule: String, at start: UInt32 = 0, entity: String = "domain/a", message: String = "m",
    field: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning, message: message,
      location: SourceLocation(file: FileID(0), range: SourceRange(start: start, end: start + 4)),
      entity: entity, field: field)
  }

  @Test("A copy that changes leaves the other as it was")
  func copies() {
    let first = diagnostic("r")
    var second = first
    #expect(first == second)
    second.severity = .error
    second.omittedRelated = 3
    second.entities = ["domain/a", "domain/b"]
    #expect(first.severity == .warning)
    #expect(first.omittedRelated == 0)
    #expect(first.entities.isEmpty)
    #expect(second.omittedRelated == 3)
    #expect(first != second)
    #expect(first == diagnostic("r"))
    #expect(Set([first, diagnostic("r"), second]).count == 2)
    #expect("\(first)".contains("domain/a"))
  }

  @Test("Diagnostics are in order of place, rule, entity and message, equal ones as they came")
  func order() {
    let sorted = [
      diagnostic("a", at: 1), diagnostic("a", at: 2, entity: "domain/a", message: "m"),
      diagnostic("a", at: 2, entity: "domain/a", message: "n", field: "x"),
      diagnostic("a", at: 2, entity: "domain/a", message: "n", field: "b"),
      diagnostic("a", at: 2, entity: "domain/b"), diagnostic("b", at: 2), diagnostic("a", at: 3),
    ]
    #expect(Diagnostic.inReportOrder(sorted) == sorted)
    #expect(Diagnostic.inReportOrder([6, 4, 2, 5, 3, 1, 0].map { sorted[$0] }) == sorted)
  }

  @Test func fingerprintsAreWrittenInSixteenDigits() {
    #expect("\(Fingerprint(hash: 0xAB))" == "00000000000000ab")
    #expect("\(Fingerprint(hash: .max, number: 12))" == "ffffffffffffffff:12")
    #expect("\(Fingerprint.none)".isEmpty)
    #expect(Fingerprint(hash: 1) != Fingerprint(hash: 1, number: 2))
  }

  @Test("Owners are the same however they are told")
  func owners() {
    #expect(Owners(customers: ["a", "a"]) == Owners(customers: ["a"]))
    #expect(Owners(customers: ["b", "a"]).customers == ["a", "b"])
    #expect(Owners(customers: ["a"], includesReseller: true) != Owners(customers: ["a"]))
    #expect(Owners(includesReseller: true).customers.isEmpty)
    #expect(Owners() != Owners(includesReseller: true))
    #expect(
      Owners(joining: [Owners(customers: ["a"]), Owners(includesReseller: true)])
        == Owners(customers: ["a"], includesReseller: true))
    #expect(Owners(joining: [Owners(customers: ["a"]), nil]) == nil)
  }
}
