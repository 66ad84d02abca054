package import Diagnostics

/// Where the project is on the web.
package enum Project {
  package static let url = "https://github.com/hostlint/hostlint"

  /// The documentation of a built-in rule: what it checks and why, with examples.
  package static func documentationURL(ofRule rule: RuleDescriptor) -> String {
    url + "/blob/main/docs/rules.md#\(rule.id.percentEncodedPath)"
  }
}

extension String {
  /// The string as a relative URI path: `/` stays, and every byte outside RFC
  /// 3986's unreserved set is percent-encoded, so that no `:` makes a scheme.
  var percentEncodedPath: String {
    var result = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 0x10 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
