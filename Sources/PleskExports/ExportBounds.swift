/// Bounds against hostile exports; what exceeds one is an `input-limit` diagnostic.
package struct ExportBounds: Sendable {
  /// How deep elements or values may lie within each other; a packet needs about twelve.
  package var depth = 64
  /// How many bytes one text, tag or attribute may have; Plesk's are far below it.
  package var tokenBytes = 1 << 20
  /// How many elements a run may have: more than one for each eight bytes is no export.
  package var elements = 32_000_000
  /// How many bytes the exports of a run may have together: what a `Tree` holds.
  package var totalBytes = 500 << 20

  package init() {}
}
