internal import Diagnostics
internal import SourceText

/// Keeps passwords out of what is said: a text that is a password in one place may be a login or a
/// pack's name in another, by an alias or by accident.
enum SecretMasking {
  /// The diagnostics with every word that is a secret masked.
  static func mask(_ diagnostics: [Diagnostic], _ secrets: Set<Substring>) -> [Diagnostic] {
    guard !secrets.isEmpty else { return diagnostics }
    return diagnostics.map { diagnostic in
      Diagnostic(
        rule: diagnostic.rule, severity: diagnostic.severity,
        message: mask(diagnostic.message, secrets), remedy: mask(diagnostic.remedy, secrets),
        location: diagnostic.location,
        related: diagnostic.related.map { Label($0.location, mask($0.text, secrets)) },
        omittedRelated: diagnostic.omittedRelated,
        reseller: diagnostic.reseller.map { mask($0, secrets) },
        entity: mask(diagnostic.entity, secrets), entityLocation: diagnostic.entityLocation,
        field: diagnostic.field, entities: diagnostic.entities,
        speaksOfOneEntity: diagnostic.speaksOfOneEntity,
        owners: diagnostic.owners.map { owners in
          Owners(
            customers: owners.customers.map { mask($0, secrets) },
            includesReseller: owners.includesReseller)
        })
    }
  }

  /// Every word that is a secret of one of the files.
  static func secrets(of files: [SourceFile]) -> Set<Substring> {
    Set(files.flatMap(words))
  }

  /// The words of a file's secrets, quotes, anchors and tags taken off. A short one would mask
  /// ordinary words, and is no password worth the name.
  private static func words(of file: SourceFile) -> [Substring] {
    file.secrets.flatMap { range in
      file.string(in: range).split(whereSeparator: isSeparator).filter { $0.utf8.count >= 4 }
    }
  }

  /// A text with every word that is a secret masked.
  static func mask(_ text: String, _ secrets: Set<Substring>) -> String {
    if secrets.isEmpty { return text }
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard parts.contains(where: secrets.contains) else { return text }
    var masked = ""
    for part in parts {
      masked += secrets.contains(part) ? "********" : String(part)
      if part.endIndex < text.endIndex { masked.append(text[part.endIndex]) }
    }
    return masked
  }

  /// What stands around a word in messages, identities and files; all of it also splits a secret,
  /// whose parts are then masked one by one.
  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "`'\"/&*!;:,()?…".contains(character)
  }
}
