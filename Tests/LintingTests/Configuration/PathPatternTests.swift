import TestSupport
import Testing

@testable import Linting

@Suite("Patterns of include and exclude")
struct PathPatternTests {
  @Test(
    "Files that a pattern names",
    arguments: [
      ("hosting.yaml", "hosting.yaml"), ("./hosting.yaml", "hosting.yaml"),
      ("*.yaml", "a.yaml"), ("hosting/*.yaml", "hosting/a.yaml"),
      ("hosting/**/*.yaml", "hosting/a.yaml"), ("hosting/**/*.yaml", "hosting/b/c/a.yaml"),
      ("**/a.yaml", "a.yaml"), ("**/a.yaml", "x/y/a.yaml"),
      ("a?.yaml", "ab.yaml"), ("[ab].yaml", "b.yaml"), ("**/x/**/y", "x/x/a/x/y"),
      ("été/*.yaml", "été/hôte.yaml"),
    ])
  func files(pattern: String, path: String) {
    #expect(PathPattern(pattern).match(path) == .file)
  }

  @Test(
    "A folder stands for what is in it",
    arguments: [
      ("hosting", "hosting/a.yaml"), ("hosting/", "hosting/b/a.yaml"), ("h*", "hosting/a.yaml"),
      ("**/old", "a/old/b.yaml"), (".", "a.yaml"), ("**", "x/y/a.yaml"),
      ("hosting/**", "hosting/a.yaml"),
    ])
  func folders(pattern: String, path: String) {
    #expect(PathPattern(pattern).match(path) == .folder)
  }

  @Test(
    "Near misses",
    arguments: [
      ("hosting.yaml", "hosting.yml"), ("*.yaml", "a/b.yaml"), ("hosting/*.yaml", "a.yaml"),
      ("hosting/*/*.yaml", "hosting/a.yaml"), ("Hosting/*", "hosting/a"), ("a?.yaml", "a.yaml"),
      ("hosting", "hosting2/a.yaml"), ("**/x/y", "x/z/y"), ("*", ".hidden"),
    ])
  func others(pattern: String, path: String) {
    #expect(PathPattern(pattern).match(path) == nil)
  }

  @Test("A pattern of many ** does not take its time")
  func slow() {
    let pattern = PathPattern(String(repeating: "**/a/", count: 200) + "b")
    let path = String(repeating: "a/", count: 400) + "c"
    let time = processorSeconds { _ = pattern.match(path) }
    #expect(pattern.match(path) == nil)
    #expect(time < 5)
  }

  @Test(arguments: ["", "/etc/*.yaml", "../a.yaml", "a/../b", "{a,b}.yaml"])
  func faults(pattern: String) {
    #expect(PathPattern.fault(of: pattern) != nil)
  }

  @Test(arguments: ["a..b/c", "..a", "a/...", "*"])
  func noFaults(pattern: String) {
    #expect(PathPattern.fault(of: pattern) == nil)
  }
}
