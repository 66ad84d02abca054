package import SourceText
package import YAML

/// Where an entity stands.
package struct Source: Sendable {
  package let file: FileID
  /// The entity's own node: its mapping, or the scalar of a short form.
  package let node: NodeID
  /// The token that stands for it: its name. Where the name is not written there, because it has
  /// none or an alias or a merge key brings it, that alias, or the entity's first key.
  package let name: NodeID
  /// The scalar that spells its name, `name` itself in most cases; of no use where it has none.
  package let spelling: NodeID

  /// - Parameter spelling: Nil where `name` is the scalar itself.
  package init(file: FileID, node: NodeID, name: NodeID, spelling: NodeID? = nil) {
    self.file = file
    self.node = node
    self.name = name
    self.spelling = spelling ?? name
  }
}
