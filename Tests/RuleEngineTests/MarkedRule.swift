import Diagnostics
import SourceText
import Testing

@testable import RuleEngine

/// A rule file in which `«` and `»` enclose the token that is at fault.
struct MarkedRule {
  let text: String
  /// The marked bytes of `text`; nil where nothing is marked.
  let marked: SourceRange?

  init(_ marked: String) {
    let bytes = Array(marked.utf8)
    let open = Array("«".utf8)
    let close = Array("»".utf8)
    var text: [UInt8] = []
    var start: Int?
    var end: Int?
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: open) {
        start = text.count
        index += open.count
      } else if bytes[index...].starts(with: close) {
        end = text.count
        index += close.count
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    self.text = String(decoding: text, as: UTF8.self)
    if let start, let end {
      self.marked = SourceRange(start: UInt32(start), end: UInt32(end))
    } else {
      self.marked = nil
    }
  }

  /// Every fault of the file, those of its expressions only where its keys have none.
  func errors(path: String = "policy/rule.yaml", area: String = "policy") -> [Diagnostic] {
    let source = SourceFile(path: path, text: Array(text.utf8))
    let (file, errors) = RuleFileReader.read(source, id: FileID(0), area: area)
    return errors.isEmpty ? RuleSet.load([file]).errors : errors
  }
}
