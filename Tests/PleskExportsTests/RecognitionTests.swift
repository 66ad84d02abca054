import Foundation
import PleskExports
import Testing

/// What a file is, is told by what stands in it.
@Suite("Recognition of exports")
struct RecognitionTests {
  @Test(
    "Packets and answers of the REST API are exports",
    arguments: [
      "<packet/>", "<?xml version=\"1.0\"?>\n<!-- <a> -->\n<packet version=\"1.6\">",
      "\u{FEFF}  <packet>", "<!DOCTYPE packet [<!ENTITY a \"b\">]><packet>",
      "<!DOCTYPE lolz [<!ENTITY a \"]>\">]>\n<packet>", "[{\"code\": 404, \"message\": \"y\"}]",
      "[{\"id\": 1, \"login\": \"a\", \"guid\": \"g\"}]",
      "{\"clients\": [{\"id\": 1, \"login\": \"a\", \"guid\": \"g\"}]}",
      "[{\"id\": 1, \"name\": \"a.fr\", \"guid\": \"g\", \"hosting_type\": \"virtual\"",
      "[{\"id\": NaN, \"login\": \"a\", \"guid\": \"g\"}]",
    ])
  func exports(_ text: String) {
    guard case .export = ExportFormat.standing(of: Array(text.utf8)) else {
      Issue.record("\(text) is no export")
      return
    }
  }

  @Test(
    "Hosting files, reports, baselines and other JSON are none",
    arguments: [
      "hosting: 1", "{hosting: 1, reseller: agence}", "{\"hosting\": 1, \"reseller\": \"agence\"}",
      "[[]]", "{}", "", "[{\"code\": 404, \"message\": \"y\"}, 1]",
      "{\"code\": \"x\", \"message\": \"y\"}",
      "{\"code\": 1, \"message\": \"y\", \"name\": \"z\"}",
      "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"x\"}}}]}",
      "{\"hostlint-baseline\": 1, \"findings\": [{\"rule\": \"a\", \"entity\": \"pack/x\"}]}",
      "[{\"id\": 1, \"login\": \"octocat\", \"node_id\": \"x\"}]", "[NaN, {\"guid\": 1}]",
      "[1, 2, {\"name\": \"a\"}]",
    ])
  func others(_ text: String) {
    guard case .other = ExportFormat.standing(of: Array(text.utf8)) else {
      Issue.record("\(text) was recognised")
      return
    }
  }

  @Test(
    "Packets in any of Unicode's encodings are read",
    arguments: [
      String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ])
  func encodings(_ encoding: String.Encoding) throws {
    let packet = Packet.make(Packet.webspace("été.fr", id: 1))
    for mark in ["", "\u{FEFF}"] {
      let data = try #require((mark + packet).data(using: encoding))
      #expect(Export([Array(data)]).identities.first == "subscription/xn--t-9fab.fr")
      // Half of a character at the end.
      #expect(Export([Array(data.dropLast())]).files.count == 1)
    }
  }

  @Test(
    "Other XML is told by its root",
    arguments: [
      ("<html><body>", "html"), ("<!DOCTYPE html><html>", "html"),
      ("<!DOCTYPE packet><html>", "html"), ("<!DOCTYPE html [", "html"), ("<packets/>", "packets"),
      ("<testsuites></testsuites>", "testsuites"), ("<", ""),
    ])
  func otherXML(_ text: String, _ root: String) {
    guard case .otherXML(let found) = ExportFormat.standing(of: Array(text.utf8)) else {
      Issue.record("\(text) is no other XML")
      return
    }
    #expect(found == root)
  }
}
