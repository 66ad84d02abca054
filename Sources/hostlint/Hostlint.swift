@main
enum Hostlint {
  static func main() {}
}
