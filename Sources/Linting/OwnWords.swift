internal import HostingModel

/// The words that hostlint itself says, which are no secret where they stand in its sentences.
enum OwnWords {
  /// The words of the format and of what is said about reading it.
  static let all: Set<String> = {
    var words = Set(ofReading.split(whereSeparator: \.isWhitespace).map(String.init))
    words.formUnion(HostingReader.keys)
    words.formUnion(EntityKind.allCases.map(\.rawValue))
    words.formUnion(EntityKind.allCases.map { "\($0.rawValue)s" })
    words.formUnion(Resource.allCases.map(\.rawValue))
    words.formUnion(Permission.allCases.map(\.rawValue))
    words.formUnion(DNSProvider.allCases.map(\.rawValue))
    words.formUnion(AliasMode.allCases.map(\.rawValue))
    words.formUnion(Overuse.allCases.map(\.rawValue))
    words.formUnion(SubscriptionStatus.allCases.map(\.rawValue))
    words.formUnion(ReadingRule.allCases.map(\.rawValue))
    return words
  }()

  /// Words of four letters and more.
  private static let ofReading = """
    about above abridged account add-on addons address affects alias aliases allow allowed alone
    already anchor anchors another asks backslash before began begin begins behind belongs below
    better between block boolean braces bracket brackets break byte byte-order bytes calendar
    cannot change character characters checked close closed closes closing collection collections
    colon comes comma commas comment comments conflict contact contain content context control
    count customer customers dash date decimals defaults define defined defines definition
    describes digits directive directives document does domain domains double duplicate each
    earlier eight else empty ended ends enough entity entries error escape exactly expected failed
    false fewer file files find first fits flow followed follows form format found four from give
    gives goes half handle handler held here hexadecimal holds hosting hosts hundredths hyphen
    hyphens incompatible indent indentation indicator inside international into invalid item items
    itself join keep keys known large larger least leave length less letters levels like limit
    limits line lines list listed logs long look looks made many mapping mappings mark markers
    match mean means meant memory merge missing month more most move much must name named names
    needs negative never next node none nothing null number numbers offer only open opened opens
    other over pack packs pair part place plain point prefix punycode quote quoted quotes read
    reading refer related remove reports reseller resellers rest same save says scalar secret
    secrets separate separator sequence several share simple single size space spaces special
    spelling split stand stands start starts stream such supported tabs takes target text than
    that their them then there they this thousands together token trailing true twice undefined
    under unexpected unicode unit unknown unlimited used uses valid value values version versions
    what where which while whole whose with within without word words write written year
    """
}
