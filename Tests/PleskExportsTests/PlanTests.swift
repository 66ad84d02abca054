import Foundation
import HostingModel
import PleskExports
import Testing
import YAML

/// What a webspace has of its plans.
@Suite("Service plans")
struct PlanTests {
  @Test("A limit of a webspace is its own where plan and add-ons give something else")
  func overrides() {
    let plan = Packet.plan(
      "Starter", guid: "P", limits: ["disk_space": "5", "max_box": "10", "mbox_quota": "7"])
    let addon = Packet.plan(
      "More", guid: "A", limits: ["disk_space": "3", "mbox_quota": "9"], addon: true)
    func limits(_ limits: [String: String], plans: [String]) -> [String] {
      let export = Export(
        Packet.make(plan, addon, Packet.webspace("a.fr", id: 1, plans: plans, limits: limits)))
      let hosting = export.reading.hosting
      return hosting.limits.filter { $0.owner.kind == .subscription }.map { $0.resource.rawValue }
    }
    let effective = ["disk_space": "8", "max_box": "10", "mbox_quota": "9"]
    #expect(limits(effective, plans: ["P", "A"]) == [])
    #expect(limits(effective, plans: ["p"]) == ["disk_space", "mailbox_size"])
    #expect(limits(["disk_space": "-1"], plans: ["P", "A"]) == ["disk_space"])
    // Of a custom subscription all are its own.
    #expect(limits(effective, plans: []).count == 3)
    // A plan that is not there may give anything.
    #expect(limits(effective, plans: ["P", "X"]).count == 3)
  }

  @Test("Base plan and add-ons are told apart by their GUIDs, in any order")
  func addons() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1, plans: ["A", "P"]), Packet.plan("Starter", guid: "P"),
        Packet.plan("More", guid: "A", addon: true)))
    let hosting = export.reading.hosting
    let subscription = hosting.subscriptions[0]
    #expect(
      subscription.pack.value.map { hosting.name(of: EntityReference(.pack, $0.rawValue)) }
        == "Starter")
    #expect(hosting.addons[subscription.addons.indices].map(\.pack?.index) == [1])
    #expect(hosting.packs.map { $0.addon.value } == [nil, true])
  }

  @Test("A plan that is named and not exported leaves the pack unknown, with one finding")
  func missingPlan() {
    let export = Export(
      Packet.make(
        Packet.plan("Starter", guid: "P"), Packet.webspace("a.fr", id: 1, plans: ["X"]),
        Packet.webspace("b.fr", id: 2, plans: ["X"])))
    #expect(export.reading.hosting.subscriptions.allSatisfy { $0.pack.isUnknown })
    #expect(export.findings.count { $0.contains("service plan X") } == 1)
    #expect(!export.findings.contains { $0.contains("unknown-pack") })
  }

  @Test("A plan of the provider's that a reseller's subscriptions have is a pack of the reseller's")
  func foreignPlan() {
    let plan = Packet.plan("Starter", guid: "P").replacing(
      "<limits>", with: "<owner-login>admin</owner-login><limits>")
    let webspace = Packet.webspace(
      "a.fr", id: 1, general: "<vendor-guid>g-1</vendor-guid>", plans: ["P"])
    let used = Export(Packet.make(plan, webspace, Packet.reseller("agence", id: 3, guid: "g-1")))
    #expect(used.outcome.tree?.documents.count == 1)
    #expect(used.reading.hosting.subscriptions.first?.pack.value != nil)
    let unused = Export(Packet.make(plan, Packet.reseller("agence", id: 3, guid: "g-1")))
    #expect(unused.outcome.tree?.documents.count == 2)
  }

  @Test("A second base plan of a webspace is a finding, a plan that stands twice is none")
  func secondBasePlan() {
    func findings(_ plans: [String]) -> [String] {
      Export(
        Packet.make(
          Packet.plan("Starter", guid: "P"),
          Packet.plan("Other", guid: "Q").replacing("<id>1<", with: "<id>2<"),
          Packet.plan("More", guid: "A", addon: true),
          Packet.webspace("a.fr", id: 1, plans: plans))
      ).findings.filter { $0.contains("base plan") }
    }
    let found = findings(["P", "A", "Q"])
    #expect(found.count == 1)
    #expect(found.first?.contains("webspace a.fr names a second base plan, `Other`") == true)
    #expect(findings(["P", "A", "P"]) == [])
  }

  @Test("Permissions are granted by either of two names, and shells by the wider")
  func permissions() {
    let export = Export(
      Packet.make(
        Packet.plan(
          "Starter", guid: "P",
          permissions: [
            "manage_sh_access": true, "manage_not_chroot_shell": false,
            "allow_local_backups": false, "allow_ftp_backups": true, "manage_dns": false,
            "manage_sitebuilder": true,
          ])))
    let outline = export.outline(withPlaces: false)
    #expect(outline.contains("shell_access: chroot\n"))
    #expect(outline.contains("backups: true\n"))
    #expect(outline.contains("dns: false\n"))
    #expect(outline.contains("permission.manage_sitebuilder: true\n"))
  }
}
