internal import Synchronization

/// Sets of characters that patterns have names for, as sorted ranges.
enum PatternClasses {
  typealias Ranges = [ClosedRange<UInt32>]

  private static let digits: Ranges = [0x30...0x39]
  private static let spaces: Ranges = [9...10, 12...13, 0x20...0x20]
  private static let words: Ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]

  /// `\d` and the like, `\D` being what `\d` is not; they know ASCII alone, as in RE2.
  static let perl: [Unicode.Scalar: Ranges] = ["d": digits, "s": spaces, "w": words]

  /// `[:alpha:]` and the like.
  static let posix: [String: Ranges] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
    "ascii": [0...0x7F], "blank": [9...9, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F],
    "digit": digits, "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
    "space": [9...13, 0x20...0x20], "upper": [0x41...0x5A], "word": words,
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]

  private static let categories = Mutex<[String: Ranges]>([:])

  /// The characters of a general category, `L`, `Lu`, `Nd`, `Any`; nil for an unknown one.
  static func category(_ name: String) -> Ranges? {
    if name == "Any" { return [0...0x10FFFF] }
    guard names.values.contains(where: { $0.hasPrefix(name) }), !name.isEmpty else { return nil }
    return categories.withLock { known in
      if let ranges = known[name] { return ranges }
      var ranges: Ranges = []
      for value in UInt32(0)...0x10FFFF {
        guard let scalar = Unicode.Scalar(value),
          let category = names[scalar.properties.generalCategory], category.hasPrefix(name)
        else { continue }
        if let last = ranges.last, last.upperBound + 1 == value {
          ranges[ranges.count - 1] = last.lowerBound...value
        } else {
          ranges.append(value...value)
        }
      }
      known[name] = ranges
      return ranges
    }
  }

  private static let names: [Unicode.GeneralCategory: String] = [
    .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt",
    .modifierLetter: "Lm", .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc",
    .enclosingMark: "Me", .decimalNumber: "Nd", .letterNumber: "Nl", .otherNumber: "No",
    .connectorPunctuation: "Pc", .dashPunctuation: "Pd", .openPunctuation: "Ps",
    .closePunctuation: "Pe", .initialPunctuation: "Pi", .finalPunctuation: "Pf",
    .otherPunctuation: "Po", .mathSymbol: "Sm", .currencySymbol: "Sc", .modifierSymbol: "Sk",
    .otherSymbol: "So", .spaceSeparator: "Zs", .lineSeparator: "Zl",
    .paragraphSeparator: "Zp", .control: "Cc", .format: "Cf", .surrogate: "Cs",
    .privateUse: "Co",
  ]

  /// Sorted, and joined where they touch.
  static func merged(_ ranges: Ranges) -> Ranges {
    guard ranges.count > 1 else { return ranges }
    var result: Ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  static func inverted(_ ranges: Ranges) -> Ranges {
    var result: Ranges = []
    var start: UInt32 = 0
    for range in merged(ranges) {
      if range.lowerBound > start { result.append(start...(range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    if start <= 0x10FFFF { result.append(start...0x10FFFF) }
    return result
  }
}
