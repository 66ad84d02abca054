extension Int {
  /// The number with a noun in the singular or plural: `1 file`, `3 aliases`.
  func counting(_ noun: String) -> String {
    "\(self) " + (self == 1 ? noun : noun.plural)
  }
}

extension String {
  /// The regular English plural.
  var plural: String {
    if hasSuffix("s") { return self + "es" }
    if hasSuffix("entity") { return String(dropLast()) + "ies" }
    return self + "s"
  }
}
