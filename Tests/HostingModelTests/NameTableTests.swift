import HostingModel
import TestSupport
import Testing

@Suite("Tables of names")
struct NameTableTests {
  @Test("Equal names have one number, others another")
  func numbers() {
    let table = NameTable()
    let names = (0..<1_000).map { Array("name-\($0)".utf8) }
    let ids = names.map { table.intern($0) }
    #expect(Set(ids).count == 1_000 && table.count == 1_000)
    #expect(names.map { table.intern($0) } == ids && table.count == 1_000)
    #expect(names.map { table.find($0) } == ids)
    #expect(table.find(Array("name-1000".utf8)) == nil)
    #expect(zip(names, ids).allSatisfy { table.utf8($1).elementsEqual($0) })
  }

  /// FNV-1a from its published start, as whoever writes a hostile file would calculate it.
  private static func publishedHash(_ name: [UInt8]) -> UInt64 {
    let hash = name.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 32)
  }

  @Test("Names that hash alike by the published function take no longer than others")
  func preparedNames() {
    let names = (0...).lazy.map { Array("s\($0).fr".utf8) }
    // All of them fall into one eighth of a table for so many.
    let prepared = Array(names.filter { Self.publishedHash($0) & 0xFFFF < 0x2000 }.prefix(20_000))
    let others = Array(names.prefix(20_000))
    func seconds(_ names: [[UInt8]]) -> Double {
      processorSeconds {
        let table = NameTable()
        for name in names { _ = table.intern(name) }
      }
    }
    let usual = seconds(others)
    #expect(seconds(prepared) < usual * 5 + 0.1, "usual: \(usual) s")
  }
}
