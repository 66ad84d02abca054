package import SourceText
package import YAML

/// Where an entity stands.
package struct Source: Sendable {
  package let file: FileID
  /// The entity's own node: its mapping, or the scalar of a short form.
  package let node: NodeID
  /// The scalar that names it; where it has no name, the entity's node.
  package let name: NodeID

  package init(file: FileID, node: NodeID, name: NodeID) {
    self.file = file
    self.node = node
    self.name = name
  }
}
