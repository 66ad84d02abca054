import Diagnostics
import Foundation
import HostingModel
import PleskExports
import TestSupport
import Testing

/// Recordings of Plesk's own answers, which lie beside the project where they are.
@Suite(
  "Recorded exports",
  .enabled(if: SharedData.url("plesk-exports") != nil, "the recordings are not beside the project"))
struct SampleTests {
  private func sample(_ names: String...) throws -> Export {
    let folder = try #require(SharedData.url("plesk-exports"))
    return try Export(samples: names, in: folder)
  }

  @Test(
    "An answer that is an error is one finding with its number and reason, and nothing else",
    arguments: [
      (
        "customer_minimal_exists_1.xml", 2,
        "`customer/add`: Client with login name 'cust91' already exists (error 1007)"
      ),
      ("get-site-error.xml", 8, "`site/get`: Site does not exist (error 1013)"),
      (
        "global-error.xml", 6,
        "Plesk refused the request: You have entered incorrect username or password (error 1001)"
      ),
    ])
  func errors(_ name: String, _ line: Int, _ message: String) throws {
    let export = try sample(name)
    #expect(export.findings.count == 1)
    let finding = try #require(export.findings.first)
    #expect(finding.hasPrefix("\(name):\(line):"))
    #expect(finding.contains("export-error"))
    #expect(finding.hasSuffix(message))
    #expect(export.outcome.tree == nil)
  }

  @Test("The answer to a change says nothing of an account")
  func change() throws {
    let export = try sample("PleskActionTests.ADD_ALIAS_RESULT_XML.xml")
    #expect(export.findings.count == 1)
    #expect(export.findings.first?.contains("`site-alias/create` says nothing") == true)
  }

  @Test("A site alone is a subscription of that name")
  func site() throws {
    let export = try sample("get-site.xml")
    #expect(export.identities == ["subscription/example.com", "domain/example.com/example.com"])
    let outline = export.outline()
    for line in [
      "domain: example.com @ get-site.xml:12:", "created: 2022-12-31 @ get-site.xml:11:",
      "- status @ ", "- usage @ ",
    ] {
      #expect(outline.contains(line), "\(line)\n\(outline)")
    }
    // Those of the site are not its subscription's.
    #expect(!outline.contains("status: ") && !outline.contains("disk_space: "))
  }

  @Test("Customers of two resellers are two accounts")
  func customers() throws {
    let export = try sample("customer_list_customers.xml")
    #expect(
      export.identities == [
        "reseller/3f2fb67d-9f62-4ba9-a88d-8f8b6877c95c", "reseller/admin", "customer/testcust",
        "customer/cust8891", "customer/foobar", "customer/cust91",
      ])
    // The first has no company, and all have a name and an address.
    let customers = export.reading.hosting.customers
    #expect(customers.map { $0.company.isAbsent } == [true, false, false, false])
    #expect(customers.allSatisfy { $0.name.value != nil && $0.email.value != nil })
  }

  @Test("Service plans have all limits and permissions, those without a key as labels")
  func plans() throws {
    let export = try sample("service_plan_list_admin.xml")
    let hosting = export.reading.hosting
    #expect(hosting.packs.count == 6)
    // A recorded plan holds three bytes of disk space, where gigabytes were meant.
    let disk = hosting.limits.filter { $0.resource == .diskSpace }
    #expect(disk.compactMap(\.value?.description).contains("3 B"))
    #expect(disk.count == 6)
    // 11 limits have a key, 7 are kept as labels, and no permission is lost.
    #expect(hosting.limits.count == 6 * 10)
    let outline = export.outline(withPlaces: false)
    #expect(outline.components(separatedBy: "limit.disk_space_soft: ").count == 7)
    #expect(outline.components(separatedBy: "permission.manage_quota: ").count == 7)
    #expect(outline.contains("overuse: allow\n"))
    #expect(outline.contains("shell_access: full\n"))
    #expect(outline.contains("handler: fastcgi\n"))
  }

  @Test("Subscriptions are their customer's where both files are there")
  func subscriptions() throws {
    let export = try sample("subscription_list_subscriptions_filtered.xml")
    let outline = export.outline(withPlaces: false)
    for line in [
      "domain: somedomain.de", "system_user: cust02", "disk_space: 141190649",
      "handler: fastcgi", "created: 2014-03-10", "status: active",
    ] {
      #expect(outline.contains(line + "\n"), "\(line)\n\(outline)")
    }
    let both = try sample(
      "customer_list_customers.xml", "subscription_list_subscriptions_filtered.xml")
    let hosting = both.reading.hosting
    let owners = hosting.subscriptions.compactMap(\.customer.value)
      .map { hosting.name(of: EntityReference(.customer, $0.rawValue)) }
    #expect(owners == ["testcust", "testcust"])
  }

  @Test("Every recording is read without a fault of reading, alone and all together")
  func all() throws {
    let folder = try #require(SharedData.url("plesk-exports"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".xml") }.sorted()
    #expect(names.count >= 8)
    for group in names.map({ [$0] }) + [names] {
      let export = try Export(samples: group, in: folder)
      #expect(export.reading.diagnostics.isEmpty, "\(group): \(export.findings)")
      #expect(!export.findings.contains { $0.contains("export-syntax") }, "\(group)")
      #expect(export.files.count == group.count)
      #expect(!export.outline().contains("REDACTED"))
    }
  }
}
