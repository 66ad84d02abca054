import Foundation
import HostingModel
import Testing

/// What one answer leaves out is unknown there alone.
@Suite("What is not told")
struct UntoldTests {
  @Test(
    "What one webspace does not tell is unknown of that one alone",
    arguments: [
      ("<plan><plan-guid>P</plan-guid></plan>", "<plan><plan-guid>X</plan-guid></plan>"),
      ("<limits><limit><name>max_box</name><value>10</value></limit></limits>", ""),
      (
        "<subscriptions><subscription><locked>false</locked><synchronized>true</synchronized>"
          + "<plan><plan-guid>P</plan-guid></plan></subscription></subscriptions>", ""
      ),
    ])
  func incompleteWebspace(_ told: String, _ untold: String) throws {
    func webspace(_ name: String, _ id: Int) -> String {
      Packet.webspace(
        name, id: id, plans: ["P"], limits: ["max_box": "10"],
        data: "<stat><box>1</box></stat>")
    }
    let second = webspace("b.fr", 2)
    let incomplete = second.replacing(told, with: untold)
    try #require(incomplete != second)
    let export = Export(
      Packet.make(
        Packet.plan("Starter", guid: "P", limits: ["max_box": "10"]), webspace("a.fr", 1),
        incomplete))
    let hosting = export.reading.hosting
    let limits = (0..<2).map { hosting.effectiveLimit(.mailboxes, of: SubscriptionID($0)) }
    #expect(limits[0].value?.amount == 10)
    #expect(
      hosting.subscriptions[1].pack.isUnknown || hosting.subscriptions[1].limits.isOpen == true)
    #expect(hosting.subscriptions[0].pack.value != nil)
    let incompleteness = export.findings.filter { $0.contains("export-incomplete") }
    #expect(incompleteness.contains { $0.contains("b.fr") }, "\(incompleteness)")
  }

  @Test(
    "What one plan does not tell is unknown of that one alone, and of all where none tells it",
    arguments: ["limits", "permissions"])
  func incompletePlan(_ dataset: String) {
    func plan(_ name: String, _ id: Int, tells: Bool) -> String {
      let plan = Packet.plan(
        name, guid: name, limits: ["max_box": "10"], permissions: ["manage_dns": true]
      ).replacing("<id>1<", with: "<id>\(id)<")
      guard !tells, let start = plan.range(of: "<\(dataset)>"),
        let end = plan.range(of: "</\(dataset)>")
      else { return plan }
      return plan.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
    }
    func states(_ tells: [Bool]) -> [Bool] {
      let plans = tells.enumerated().map { plan("P\($0)", $0 + 1, tells: $1) }
      let webspaces = tells.indices.map { index in
        Packet.webspace("a\(index).fr", id: 10 + index, plans: ["P\(index)"])
      }
      let export = Export(Packet.make(plans + webspaces))
      #expect(
        export.findings.contains { $0.contains("\(dataset) of") } == tells.contains(false))
      let hosting = export.reading.hosting
      return hosting.packs.map { pack in
        dataset == "limits" ? pack.limits.isOpen || pack.overuse.isUnknown : pack.permissions.isOpen
      }
    }
    #expect(states([true, false, true]) == [false, true, false])
    #expect(states([false, false]) == [true, true])
    #expect(states([true, true]) == [false, false])
  }

  @Test("Where one hosting does not tell the version of PHP, it is unknown there alone")
  func untoldPHP() {
    func hosting(_ handler: String) -> String {
      "<hosting><vrt_hst><property><name>php</name><value>true</value></property>\(handler)"
        + "</vrt_hst></hosting>"
    }
    let told =
      "<property><name>php_handler_id</name><value>plesk-php84-fpm</value></property>"
    func plan(_ name: String, _ id: Int, _ handler: String) -> String {
      Packet.plan(name, guid: name).replacing("<id>1<", with: "<id>\(id)<").replacing(
        "<limits>", with: hosting(handler) + "<limits>")
    }
    func site(_ name: String, _ id: Int, _ handler: String) -> String {
      Packet.site(name, id: id, webspace: 1).replacing(
        "</gen_info>", with: "</gen_info>" + hosting(handler))
    }
    let export = Export(
      Packet.make(
        plan("P", 1, told), plan("Q", 2, ""),
        Packet.webspace("a.fr", id: 1, plans: ["P"], data: hosting(told)),
        Packet.webspace("d.fr", id: 9, plans: ["P"], data: hosting("")),
        site("a.fr", 1, told), site("b.fr", 2, told), site("c.fr", 3, "")))
    let read = export.reading.hosting
    #expect(read.packs.map(\.php.version.isUnknown) == [false, true])
    #expect(read.subscriptions.map { read[$0.php].version.isUnknown } == [false, true])
    #expect(read.subscriptions[0].php == .silent)
    let unknown = read.domains.filter { read[$0.php].version.isUnknown }.compactMap {
      $0.name.map(read.domainNames.string)
    }
    #expect(unknown.contains("c.fr") && !unknown.contains("b.fr"), "\(unknown)")
  }

  @Test("An offer whose limits were not asked for is unknown, of that reseller alone")
  func resellerWithoutLimits() {
    let bare = Packet.reseller("agence", id: 3, guid: "g-1")
    let whole = Packet.reseller("studio", id: 4, guid: "g-2").replacing(
      "</gen-info>",
      with: "</gen-info><limits><resource-policy><oversell>true</oversell></resource-policy>"
        + "</limits><permissions/>")
    let export = Export(Packet.make(bare, whole))
    let resellers = export.reading.hosting.resellers
    #expect(resellers.map(\.limits.isOpen) == [true, false])
    #expect(resellers.map(\.oversell.isUnknown) == [true, false])
    #expect(export.findings.contains { $0.contains("the limits of the reseller's offer") })
  }
}
