internal import Diagnostics
internal import SourceText

/// Values of accounts as trees and comparisons write them.
extension JSONWriter {
  /// A value in force; `null` where it is absent.
  mutating func member(_ name: String, _ value: AccountValue, _ views: inout SourceViews) {
    key(name)
    switch value {
    case .absent: null()
    case .unknown: unknown()
    case .known(let known, let origin):
      beginObject()
      self.known(known)
      if let origin { self.origin(origin, &views) }
      end()
    }
  }

  /// The members that tell a place, of an object that is open.
  mutating func place(_ location: SourceLocation, _ views: inout SourceViews) {
    let view = views[location.file]
    let position = view.position(of: location.range.start)
    member("file", view.file.path)
    member("line", position.line)
    member("column", position.column)
  }

  private mutating func known(_ known: AccountValue.Known) {
    switch known {
    case .text(let text): member("value", text)
    case .flag(let flag): member("value", flag)
    case .amount(let amount):
      if let number = amount.number {
        member("value", Int(clamping: number))
      } else {
        member("value", "unlimited")
      }
      member("unit", amount.isSize ? "bytes" : "count")
      member("text", amount.text)
    case .list(let elements):
      key("value")
      beginArray()
      for element in elements {
        if let element { string(element) } else { unknown() }
      }
      end()
    }
  }

  private mutating func unknown() {
    beginObject()
    member("unknown", true)
    end()
  }

  private mutating func origin(_ origin: AccountValue.Origin, _ views: inout SourceViews) {
    key("origin")
    beginObject()
    let view = views[origin.location.file]
    let line = view.lines.line(of: origin.location.range.start)
    member("text", "\(origin.owner), \(view.file.path):\(line)")
    member("entity", orNull: origin.identity)
    place(origin.location, &views)
    end()
  }
}
