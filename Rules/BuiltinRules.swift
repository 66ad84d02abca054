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
    /// What of it a check needs: all but the rationale, source, tags and examples.
    package let check: Part
    /// What of it describes the rule: all but the examples.
    package let description: Part
  }

  /// A rule file without some of its keys, parsed when the program was built: to parse them all is
  /// most of what it would take to load the rules.
  package struct Part: Sendable {
    package let contents: StaticString
    /// The tree of the contents, as the YAML module's `PreparedTree` writes it.
    package let tree: StaticString
    /// The values of scalars that are not written as they read.
    package let decoded: StaticString
  }
}
