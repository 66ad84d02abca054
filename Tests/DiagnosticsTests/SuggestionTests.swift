import Diagnostics
import Testing

struct SuggestionTests {
  @Test(
    arguments: [
      ("stater", "starter"), ("startre", "starter"), ("bsuiness", "business"), ("x", nil),
      ("starter", nil), ("unlike", nil), ("", nil),
    ] as [(String, String?)])
  func closest(_ name: String, _ expected: String?) {
    for candidates in [["starter", "business", "pro"], ["pro", "business", "starter"]] {
      #expect(Suggestion.closest(to: name, among: candidates) == expected)
    }
  }

  @Test func equallyNearNamesAreTakenInByteOrder() {
    #expect(Suggestion.closest(to: "packs", among: ["packt", "packa"]) == "packa")
    #expect(Suggestion.closest(to: "packs", among: ["packa", "packt"]) == "packa")
  }
}
