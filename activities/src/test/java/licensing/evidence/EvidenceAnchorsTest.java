package licensing.evidence;

import static licensing.testing.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.evidence.EvidenceAnchors.Anchor;
import licensing.evidence.EvidenceAnchors.EvidenceSettings;
import licensing.license.Licenses;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.reading.PublishedTerms;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What was said of the chains is held against them, by whatever log it was kept in. */
@OnRealParts
class EvidenceAnchorsTest {

  /** What has been written by now has settled by then. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));

  @Autowired private Fixture fixture;
  @Autowired private Purchases purchases;
  @Autowired private Licenses licenses;
  @Autowired private AttemptStore attempts;
  @Autowired private PublishedTerms published;
  @Autowired private EvidenceChains chains;
  @Autowired private JdbcClient database;
  @Autowired private TransactionOperations transaction;

  private final List<String> found = new ArrayList<>();
  private Sales sales;
  private Buyer buyer;
  private PurchaseId first;
  private String line;

  @BeforeEach
  void anAnchorInALog() {
    sales = new Sales(fixture, purchases, licenses, attempts, published);
    buyer = fixture.buyer();
    first = sales.withdrawn(buyer);
    sales.licensed(buyer);
    line = "2026-11-29T03:00:00Z  INFO 7 --- [worker] " + anchors(key(1)).sign().orElseThrow();
  }

  @Test
  void holdsHoweverTheChainsGrow() {
    tamper(
        "update evidence set written_at = now() - interval '1 hour' where hash <> ? and organization_id = ?",
        "");
    EvidenceAnchors anchors =
        anchors(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)), key(1));
    line = anchors.sign().orElseThrow().toString();

    sales.withdrawn(buyer);
    sales.withdrawn(fixture.buyer());

    assertThat(line).containsPattern("organizations=[1-9]");
    assertThat(anchors.verify(Stream.of("something else", line), found::add))
        .hasToString("anchors: verified=1 broken=0");
    assertThat(found).isEmpty();
  }

  /** With every hash computed anew, so that the chain itself shows nothing. */
  @Test
  void noticesAChainThatWasWrittenAnew() {
    EvidenceStore.Entry entry = chains.of(first).getFirst();
    EvidenceStore.Entry anew =
        EvidenceStore.Entry.hashed(
            entry.organization(),
            entry.position(),
            entry.purchase(),
            entry.edition(),
            entry.writtenAt(),
            entry.document(),
            "f".repeat(64));
    tamper("update evidence set hash = ? where organization_id = ? and position = 2", anew.hash());

    assertThat(anchors(key(1)).verify(Stream.of(line), found::add))
        .hasToString("anchors: verified=1 broken=1");
    assertThat(found).singleElement().asString().contains("does not hold", "the chains say");
  }

  @Test
  void noticesWhatWasTakenAwayAtTheEnd() {
    tamper("delete from evidence where hash <> ? and organization_id = ? and position = 2", "");

    assertThat(anchors(key(1)).verify(Stream.of(line), found::add).broken()).isOne();
  }

  @Test
  void believesNobodyElse() {
    String changed = line.replaceFirst("documents=\\d+", "documents=9");
    String others = anchors(key(2)).sign().map(Anchor::toString).orElseThrow();

    assertThat(anchors(key(1)).verify(Stream.of(changed, others), found::add))
        .hasToString("anchors: verified=2 broken=2");
    assertThat(found).allSatisfy(why -> assertThat(why).contains("not signed by a key of"));
  }

  @Test
  void believesAnOlderKeyForAsLongAsItIsNamed() {
    assertThat(anchors(key(2), key(1)).verify(Stream.of(line), found::add).broken()).isZero();
    assertThat(anchors(key(2), key(1)).sign().orElseThrow().publicKey())
        .isEqualTo(anchors(key(2)).sign().orElseThrow().publicKey());
  }

  /** By the JDK, as whoever knows nothing of these programs would. */
  @Test
  void canBeVerifiedByAnybody() throws Exception {
    Anchor anchor = anchors(key(1)).sign().orElseThrow();
    byte[] raw = Base64.getDecoder().decode(anchor.publicKey());
    byte[] encoded =
        HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    String said = anchor.toString();
    signature.update(said.substring(0, said.indexOf(" key=")).getBytes());

    assertThat(signature.verify(Base64.getDecoder().decode(anchor.signature()))).isTrue();
  }

  @Test
  void saysNothingWithoutAKey() {
    assertThat(anchors().sign()).isEmpty();
    assertThat(anchors().verify(Stream.of(line), found::add).broken()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "not base64!"})
  void refusesKeysThatAreNone(String key) {
    assertThatThrownBy(() -> new EvidenceSettings(List.of(key)))
        .hasMessageContaining("EVIDENCE_SIGNING_KEY");
    assertThat(new EvidenceSettings(List.of(key(1))).toString()).doesNotContain(key(1));
  }

  private EvidenceAnchors anchors(String... keys) {
    return anchors(LATER, keys);
  }

  private EvidenceAnchors anchors(Clock clock, String... keys) {
    return new EvidenceAnchors(chains, clock, new EvidenceSettings(List.of(keys)));
  }

  private void tamper(String statement, String value) {
    transaction.executeWithoutResult(
        status -> {
          database.sql("alter table evidence disable trigger user").update();
          database.sql(statement).params(value, buyer.organization().value()).update();
          database.sql("alter table evidence enable trigger user").update();
        });
  }
}
