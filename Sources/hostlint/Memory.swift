import CMalloc

/// How the C library hands out memory.
enum Memory {
  /// Keeps large blocks apart from small ones: they grow without being copied, and are given back
  /// when they are freed.
  ///
  /// glibc would take larger and larger blocks from the heap once one was freed. Where tables grow on
  /// several threads, what they leave behind there was a quarter of all memory.
  static func keepLargeBlocksApart() {
    #if canImport(Glibc)
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    #endif
  }
}
