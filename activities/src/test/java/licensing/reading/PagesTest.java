package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import licensing.buyer.Buyer;
import licensing.edge.KeyReplacements;
import licensing.license.Licenses;
import licensing.offer.Offer;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.OwnedLicenses.Month;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.LicenseFilter;
import licensing.reading.search.LicenseFilter.Standing;
import licensing.reading.search.LicenseSearch;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists that are read page by page, seven entries in pages of three. */
@OnRealParts
class PagesTest {

  private static final int SIZE = 3;

  private final Fixture fixture;
  private final Purchases purchases;
  private final Licenses licenses;
  private Buyer buyer;

  @Autowired private PurchaseRecords records;
  @Autowired private OwnedLicenses owned;
  @Autowired private LicenseSearch search;
  @Autowired private KeyReplacements replacements;
  @Autowired private JdbcClient database;

  PagesTest(Fixture fixture, Purchases purchases, Licenses licenses) {
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

    var pages = leaf(null);

    assertThat(pages).extracting(page -> page.entries().size()).containsExactly(3, 3, 1);
    assertThat(pages)
        .flatExtracting(PagesTest::ids)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages.getFirst().previous()).isNull();
  }

  @Test
  void theWayBackShowsTheSamePages() {
    IntStream.range(0, 7).forEach(_ -> withdrawn());
    var pages = leaf(null);

    var second = past(Objects.requireNonNull(pages.get(2).previous()));
    var first = past(Objects.requireNonNull(second.previous()));

    assertThat(second).isEqualTo(pages.get(1));
    assertThat(first).isEqualTo(pages.get(0));
  }

  @Test
  void whatEndsMeanwhileMovesNothing() {
    IntStream.range(0, 7).forEach(_ -> withdrawn());
    var pages = leaf(null);
    var later = withdrawn(Instant.parse("2026-03-02T10:00:00Z"));

    assertThat(leaf(Objects.requireNonNull(pages.get(0).next())))
        .isEqualTo(pages.subList(1, pages.size()));
    var back = past(Objects.requireNonNull(pages.get(1).previous()));
    assertThat(ids(back)).isEqualTo(ids(pages.get(0)));
    assertThat(ids(past(Objects.requireNonNull(back.previous())))).hasSize(SIZE).startsWith(later);
  }

  @Test
  void aPageThatHoldsNothingIsTheNewest() {
    var only = withdrawn();
    var page = past(null);
    assertThat(page.previous()).isNull();
    assertThat(page.next()).isNull();

    var after = after(page.entries().getFirst());
    assertThat(past(after)).isEqualTo(page);
    assertThat(past(before(after))).isEqualTo(page);
    assertThat(ids(page)).containsExactly(only);
  }

  @Test
  void aPlaceInAForeignListShowsNothingOfIt() {
    withdrawn();
    var foreign = after(past(null).entries().getFirst());
    newBuyer();
    var own = withdrawn(Instant.parse("2026-02-01T10:00:00Z"));

    assertThat(ids(past(foreign))).containsExactly(own);
  }

  @Test
  void licensesAreLeafedThroughByTheirStart() {
    var starts =
        IntStream.range(0, 7)
            .mapToObj(day -> Instant.parse("2026-03-01T12:00:00Z").minus(Duration.ofDays(day)))
            .toList();
    starts.reversed().forEach(this::license);

    var first = owned(null);
    var second = owned(Objects.requireNonNull(first.next()));
    var third = owned(Objects.requireNonNull(second.next()));

    assertThat(List.of(first, second, third))
        .flatExtracting(Page::entries)
        .extracting(entry -> entry.license().period().start())
        .containsExactlyElementsOf(starts);
    assertThat(third.next()).isNull();
    assertThat(owned(Objects.requireNonNull(third.previous()))).isEqualTo(second);
    assertThat(owned.latest(buyer.organization(), Offer.Kind.MIGRATION))
        .contains(first.entries().getFirst());
  }

  @Test
  void licensesAreFoundByTheirStateAndByWhatTheyAreCalled() {
    PurchaseId expired = license(daysAgo(400));
    PurchaseId expiring = license(daysAgo(350));
    PurchaseId suspended = license(daysAgo(20));
    PurchaseId active = license(daysAgo(10));
    licenses.suspend(suspended, "the money did not stay");

    assertThat(found("", Standing.ANY, Order.NEWEST))
        .containsExactly(active, suspended, expiring, expired);
    assertThat(found("", Standing.ANY, Order.ENDING))
        .containsExactly(expired, expiring, suspended, active);
    assertThat(found("", Standing.ACTIVE, Order.ENDING)).containsExactly(expiring, active);
    assertThat(found("", Standing.EXPIRING, Order.NEWEST)).containsExactly(expiring);
    assertThat(found("", Standing.EXPIRED, Order.NEWEST)).containsExactly(expired);
    assertThat(found("", Standing.SUSPENDED, Order.NEWEST)).containsExactly(suspended);

    assertThat(found(active.toString().substring(0, 8), Standing.ANY, Order.NEWEST))
        .containsExactly(active);
    String key = owned.of(active, buyer.organization()).orElseThrow().license().key().value();
    assertThat(found(key.toLowerCase(Locale.ROOT), Standing.ANY, Order.NEWEST))
        .containsExactly(active);
    assertThat(found(key.substring(0, 13), Standing.ANY, Order.NEWEST)).containsExactly(active);
    assertThat(found(key, Standing.EXPIRED, Order.NEWEST)).isEmpty();
    replacements.replace(
        owned.of(active, buyer.organization()).orElseThrow().license(), buyer.user());
    assertThat(found(key, Standing.ANY, Order.NEWEST)).as("by its old key").containsExactly(active);
    String name = Fixture.name(buyer);
    assertThat(found(name.substring(0, name.length() - 2), Standing.ANY, Order.NEWEST)).hasSize(4);
    assertThat(found("nobody%", Standing.ANY, Order.NEWEST)).isEmpty();
  }

  /** A name may look like a number. */
  @Test
  void licensesAreFoundByABuyerWhoseNameCouldBeTheNumberOfAnOrder() {
    PurchaseId bought = license(daysAgo(10));
    database
        .sql("update users set name = 'decafbad' where id = ?")
        .param(buyer.user().value())
        .update();

    assertThat(found("decafbad", Standing.ANY, Order.NEWEST)).containsExactly(bought);
  }

  @Test
  void quantitiesAreCountedByMonth() {
    license(daysAgo(400));
    license(daysAgo(10));
    licenses.suspend(license(daysAgo(10)), "the money did not stay");

    var months = owned.months(buyer.organization(), Offer.Kind.MIGRATION);

    assertThat(months).extracting(Month::month).isSorted().doesNotHaveDuplicates();
    assertThat(months.stream().mapToLong(Month::begun).sum()).isEqualTo(9);
    assertThat(months.getFirst())
        .isEqualTo(new Month(YearMonth.from(daysAgo(400).atOffset(ZoneOffset.UTC)), 3, 0, 0));
    assertThat(months.stream().mapToLong(Month::ended).sum()).isEqualTo(6);
    assertThat(months.stream().filter(each -> each.expiring() > 0))
        .singleElement()
        .isEqualTo(new Month(YearMonth.from(endOf(daysAgo(10))), 0, 0, 3));
  }

  private List<PurchaseId> found(String words, Standing standing, Order order) {
    Condition condition =
        search.condition(buyer.organization(), new LicenseFilter(words, standing, order));
    return owned
        .find(buyer.organization(), Offer.Kind.MIGRATION, condition, order, null, 20)
        .entries()
        .stream()
        .map(each -> each.license().purchase())
        .toList();
  }

  private static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static OffsetDateTime endOf(Instant start) {
    return start.plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC);
  }

  /** The pages from there on to the last. */
  private List<Page<PurchaseRecord>> leaf(@Nullable Cursor from) {
    var pages = new ArrayList<Page<PurchaseRecord>>();
    @Nullable Cursor next = from;
    do {
      pages.add(past(next));
      next = pages.getLast().next();
    } while (next != null);
    return pages;
  }

  private Page<PurchaseRecord> past(@Nullable Cursor from) {
    return records.past(buyer.organization(), from, SIZE);
  }

  private Page<OwnedLicense> owned(@Nullable Cursor from) {
    return owned.of(buyer.organization(), Offer.Kind.MIGRATION, from, SIZE);
  }

  private static Cursor after(PurchaseRecord entry) {
    return Cursor.after(0, entry.subscription().subscribedAt(), entry.id());
  }

  private static Cursor before(Cursor after) {
    return Cursor.parse(after.toString().replace("after", "before"));
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

  private PurchaseId license(Instant start) {
    Subscription subscription = fixture.recorded(buyer);
    licenses.activate(
        subscription, new Authorization("t", start, subscription.total(), "Visa ending in 1111"));
    return subscription.purchase();
  }

  private static List<PurchaseId> ids(Page<PurchaseRecord> page) {
    return page.entries().stream().map(entry -> entry.subscription().purchase()).toList();
  }
}
