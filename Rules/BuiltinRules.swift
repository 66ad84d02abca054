/// The rule files of this folder, compiled in, so that the program stands alone.
///
/// `texts` is written by the EmbedRules build tool, in the order of the paths.
package enum BuiltinRules {
  /// One rule file.
  package struct Text: Sendable {
    /// The path below `Rules`, with forward slashes: `isolation/shared-system-user.yaml`.
    package let path: StaticString
    /// The whole file, UTF-8.
    package let contents: StaticString
  }
}
