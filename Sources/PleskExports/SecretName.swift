internal import SourceText

/// Names of elements and properties that tell of a secret.
enum SecretName {
  /// Whether the value behind a name is a secret. `password_type` says how one is stored, `crypt` or
  /// `plain`, and to mask these words would mask them everywhere.
  static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    Secrets.isSecret(key: name) && !name.suffix(5).elementsEqual("_type".utf8)
      && !name.suffix(5).elementsEqual("-type".utf8)
  }
}
