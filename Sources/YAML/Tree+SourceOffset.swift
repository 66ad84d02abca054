extension Tree {
  /// The offset in the file of a byte of a scalar's decoded value.
  ///
  /// Right for every style: escapes and folded lines of quoted scalars, removed
  /// indentation of block scalars. An offset at the value's end, or beyond it,
  /// gives the place behind its last character; a node that is no scalar its start.
  package func sourceOffset(of decodedOffset: Int, in id: NodeID) -> UInt32 {
    let node = node(id)
    let place = place(of: node)
    let offset = UInt32(truncatingIfNeeded: min(max(decodedOffset, 0), place.end - place.start))
    guard place.isDecoded else { return UInt32(truncatingIfNeeded: place.start) + offset }
    return min(node.start + offset, node.end)
  }
}
