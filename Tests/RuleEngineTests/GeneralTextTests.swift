import Testing

@testable import RuleEngine

/// Remedies as documentation shows them, where no entity is at hand.
@Suite("Texts with holes, in general")
struct GeneralTextTests {
  @Test(
    "A name becomes a noun, any other expression an ellipsis",
    arguments: [
      ("Give {subscription.name} a pack.", "Give the subscription a pack."),
      ("Set `ssl` of {self.name} to true.", "Set `ssl` of it to true."),
      ("Move it to {subscription.pack.name}.", "Move it to the pack."),
      ("Write to the customer {customer.login}: soon.", "Write to the customer: soon."),
      ("Write to a customer {customer.login}.", "Write to a customer the customer."),
      ("No more than {limit.offer_value}.", "No more than …."),
      ("Use {reseller.common_pack.name}.", "Use …."),
      (#"{has(domain.x) ? "}" : domain.name} is it"#, "… is it"),
      ("Add `labels: {{ owner: … }}`.", "Add `labels: { owner: … }`."),
      ("Write }} for a brace.", "Write } for a brace."),
      ("{{domain.name}}", "{domain.name}"),
      ("two\n  lines", "two lines"),
    ])
  func general(text: String, expected: String) {
    #expect(Template.general(text) == expected)
  }
}
