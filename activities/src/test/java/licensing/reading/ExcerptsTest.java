package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import licensing.buyer.Buyer;
import licensing.license.Licenses;
import licensing.offer.OfferKind;
import licensing.payment.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists that are read in parts, seven entries in pages of three. */
@OnRealParts
class ExcerptsTest {

  private static final Stretch NEWEST = new Stretch.Newest();
  private static final int SIZE = 3;

  private final Fixture fixture;
  private final Purchases purchases;
  private final Licenses licenses;
  private Buyer buyer;

  @Autowired private PurchaseRecords records;
  @Autowired private OwnedLicenses owned;
  @Autowired private JdbcClient database;

  ExcerptsTest(Fixture fixture, Purchases purchases, Licenses licenses) {
    this.fixture = fixture;
    this.purchases = purchases;
    this.licenses = licenses;
    this.buyer = fixture.buyer();
  }

  @BeforeEach
  void newBuyer() {
    buyer = fixture.buyer();
  }

  @Test
  void everyPastPurchaseIsOnOnePageThoughAllAreOfOneTime() {
    var all = IntStream.range(0, 7).mapToObj(_ -> withdrawn()).toList();

    var pages = leaf(NEWEST);

    assertThat(pages).extracting(page -> page.entries().size()).containsExactly(3, 3, 1);
    assertThat(pages)
        .flatExtracting(ExcerptsTest::ids)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages.getFirst().newer()).isNull();
  }

  @Test
  void theWayBackShowsTheSamePages() {
    IntStream.range(0, 7).forEach(_ -> withdrawn());
    var pages = leaf(NEWEST);

    var second = past(Objects.requireNonNull(pages.get(2).newer()));
    var first = past(Objects.requireNonNull(second.newer()));

    assertThat(second).isEqualTo(pages.get(1));
    assertThat(first).isEqualTo(pages.get(0));
  }

  @Test
  void whatEndsMeanwhileMovesNothing() {
    IntStream.range(0, 7).forEach(_ -> withdrawn());
    var pages = leaf(NEWEST);
    var later = withdrawn(Instant.parse("2026-03-02T10:00:00Z"));

    assertThat(leaf(Objects.requireNonNull(pages.get(0).older())))
        .isEqualTo(pages.subList(1, pages.size()));
    var back = past(Objects.requireNonNull(pages.get(1).newer()));
    assertThat(ids(back)).isEqualTo(ids(pages.get(0)));
    assertThat(ids(past(Objects.requireNonNull(back.newer())))).hasSize(SIZE).startsWith(later);
  }

  @Test
  void aStretchThatHoldsNothingIsTheNewest() {
    var only = withdrawn();
    var page = past(NEWEST);
    assertThat(page.newer()).isNull();
    assertThat(page.older()).isNull();

    var place = page.entries().getFirst().place();
    assertThat(past(new Stretch.OlderThan(place))).isEqualTo(page);
    assertThat(past(new Stretch.NewerThan(place))).isEqualTo(page);
    assertThat(ids(page)).containsExactly(only);
  }

  @Test
  void aPlaceInAForeignListShowsNothingOfIt() {
    withdrawn();
    var foreign = past(NEWEST).entries().getFirst().place();
    newBuyer();
    var own = withdrawn(Instant.parse("2026-02-01T10:00:00Z"));

    assertThat(ids(past(new Stretch.OlderThan(foreign)))).containsExactly(own);
  }

  @Test
  void licensesAreLeafedThroughByTheirStart() {
    var starts =
        IntStream.range(0, 7)
            .mapToObj(day -> Instant.parse("2026-03-01T12:00:00Z").minus(Duration.ofDays(day)))
            .toList();
    starts.reversed().forEach(this::license);

    var first = owned(NEWEST);
    var second = owned(Objects.requireNonNull(first.older()));
    var third = owned(Objects.requireNonNull(second.older()));

    assertThat(List.of(first, second, third))
        .flatExtracting(Excerpt::entries)
        .extracting(entry -> entry.license().period().start())
        .containsExactlyElementsOf(starts);
    assertThat(third.older()).isNull();
    assertThat(owned(Objects.requireNonNull(third.newer()))).isEqualTo(second);
    assertThat(owned.latest(buyer.organization(), OfferKind.MIGRATION))
        .contains(first.entries().getFirst());
  }

  /** The pages from there on to the last. */
  private List<Excerpt<PurchaseRecord>> leaf(Stretch from) {
    var pages = new ArrayList<Excerpt<PurchaseRecord>>();
    for (Stretch next = from; next != null; next = pages.getLast().older()) {
      pages.add(past(next));
    }
    return pages;
  }

  private Excerpt<PurchaseRecord> past(Stretch part) {
    return records.past(buyer.organization(), part, SIZE);
  }

  private Excerpt<OwnedLicense> owned(Stretch part) {
    return owned.of(buyer.organization(), OfferKind.MIGRATION, part, SIZE);
  }

  private PurchaseId withdrawn() {
    var purchase = fixture.recorded(buyer).purchase();
    purchases.end(purchase, new PurchaseOutcome.Withdrawn());
    return purchase;
  }

  private PurchaseId withdrawn(Instant subscribedAt) {
    var purchase = withdrawn();
    database
        .sql("update purchases set subscribed_at = ?::timestamptz where id = ?")
        .params(subscribedAt.toString(), purchase.value())
        .update();
    return purchase;
  }

  private void license(Instant start) {
    Subscription subscription = fixture.recorded(buyer);
    licenses.activate(
        subscription, new Authorization("t", start, subscription.total(), "Visa ending in 1111"));
  }

  private static List<PurchaseId> ids(Excerpt<PurchaseRecord> page) {
    return page.entries().stream().map(entry -> entry.subscription().purchase()).toList();
  }
}
