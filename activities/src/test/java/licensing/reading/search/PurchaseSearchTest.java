package licensing.reading.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import licensing.license.Licenses;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch.FoundPurchase;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each test asks of one organization, which is its own. */
@OnRealParts
class PurchaseSearchTest {

  private final Fixture fixture;
  private final PurchaseSearch search;
  private final Listed listed;

  @Autowired
  PurchaseSearchTest(
      Fixture fixture,
      Purchases purchases,
      Licenses licenses,
      JdbcClient database,
      PurchaseSearch search) {
    this.fixture = fixture;
    this.search = search;
    this.listed = new Listed(fixture, purchases, licenses, database, fixture.buyer());
  }

  @Test
  void findsAPurchaseByEachOfItsNames() {
    Subscription subscription = fixture.recorded(listed.buyer());
    String id = subscription.purchase().toString();

    assertThat(
            List.of(
                id,
                id.toUpperCase(Locale.ROOT),
                subscription.purchase().workflowId(),
                PaymentAttempt.orderId(subscription.purchase(), 2)))
        .allSatisfy(words -> assertThat(found(words)).containsExactly(subscription.purchase()));
  }

  @Test
  void findsAPurchaseByAsMuchOfItsIdAsPagesShow() {
    var purchase = fixture.recorded(listed.buyer()).purchase();
    String id = purchase.toString();

    for (String typed :
        List.of(
            id.substring(0, 8),
            id.substring(0, 8).toUpperCase(Locale.ROOT),
            id.substring(0, 9),
            id.substring(0, 20),
            id.substring(0, 35),
            "purchase-" + id.substring(0, 13))) {
      assertThat(found(typed)).as(typed).containsExactly(purchase);
    }
    assertThat(found(id.substring(0, 7))).isEmpty();
    assertThat(found(id.substring(1, 12))).isEmpty();
  }

  @Test
  void findsUsersByTheBeginningOfTheirNames() {
    String begins = "\u00e9va_%." + UUID.randomUUID();
    listed.rename("Blue Sky", begins + "-Anna");
    var purchase = listed.open(1);
    var one =
        new Listed(
            fixture, listed.purchases(), listed.licenses(), listed.database(), fixture.buyer());
    one.rename("Red Sky", begins + "-Anne");
    var another = one.open(2);

    assertThat(found(begins.substring(0, 12))).containsExactly(purchase, another);
    assertThat(found(begins.toUpperCase(Locale.ROOT) + "-ANN")).containsExactly(purchase, another);
    assertThat(found(begins + "-anna")).containsExactly(purchase);
    assertThat(found(begins.substring(1, 20))).isEmpty();

    one.rename("Red Sky", begins);
    assertThat(found(begins)).as("whose whole name it is").containsExactly(another);
  }

  @Test
  void findsWhatManyUsersBoughtWhoseNamesBeginAlike() {
    String begins = "many-" + UUID.randomUUID();
    listed.rename("Blue Sky", begins + "-a");
    var purchase = listed.open(1);
    listed
        .database()
        .sql(
            "insert into users (id, organization_id, name, password_hash, role) select"
                + " gen_random_uuid(), ?, ? || n, '-', 'BUYER' from generate_series(1, 101) n")
        .params(listed.buyer().organization().value(), begins + "-b")
        .update();

    assertThat(found(begins)).containsExactly(purchase);
    assertThat(found(begins + "-a")).containsExactly(purchase);
    assertThat(found(begins + "-b")).isEmpty();
  }

  @Test
  void findsWhatAnOrganizationBought() {
    String name = "Blue \"%_\\ Sky', " + UUID.randomUUID();
    listed.rename(name, "buyer-" + UUID.randomUUID());
    var both = List.of(listed.open(1), listed.open(2));
    fixture.recorded();

    assertThat(found(listed.buyer().organization().value().toString())).isEqualTo(both);
    assertThat(found(name)).isEqualTo(both);
    assertThat(found(name.toUpperCase(Locale.ROOT))).isEqualTo(both);
    assertThat(found(name.substring(1))).isEmpty();
  }

  @Test
  void findsWhatAUserBought() {
    String login = "buyer-Ann." + UUID.randomUUID();
    listed.rename("Blue Sky", login);
    var purchase = listed.open(1);

    assertThat(found(listed.buyer().user().value().toString())).containsExactly(purchase);
    assertThat(found(login)).containsExactly(purchase);
    assertThat(found(login.toLowerCase(Locale.ROOT))).containsExactly(purchase);
  }

  @Test
  void findsWhatWasPaidByReferenceAndByTheLastDigitsOfTheCard() {
    var purchase = listed.paid("ref-" + listed.buyer().user(), "Visa ending in 8642");

    assertThat(found("ref-" + listed.buyer().user())).containsExactly(purchase);
    assertThat(found("8642")).containsExactly(purchase);
    assertThat(found("642")).isEmpty();
    assertThat(find(question("8642")).getFirst())
        .returns("Visa ending in 8642", FoundPurchase::card)
        .returns("ref-" + listed.buyer().user(), FoundPurchase::reference)
        .returns("AUTHORIZED", FoundPurchase::payment)
        .returns(null, FoundPurchase::captured);

    listed.change(
        "update payment_attempts set captured_at = now() where platform_reference = ? and"
            + " purchase_id = ?",
        "ref-" + listed.buyer().user(),
        purchase);
    assertThat(find(question("8642")).getFirst())
        .returns("CAPTURED", FoundPurchase::payment)
        .returns(Money.parse("57.00 USD"), FoundPurchase::captured);
  }

  @Test
  void findsWhatWasPaidWithACardAsManyHave() {
    var newest = listed.paid("ref-" + listed.buyer().user(), "Visa ending in 9753");
    String guard = "alter table payment_attempts %s trigger attempts_begin_open";
    listed.database().sql(guard.formatted("disable")).update();
    listed
        .database()
        .sql(
            """
            insert into payment_attempts
              (purchase_id, number, amount, currency, state, authorized_at, card)
            select ?::uuid, n, 57, 'USD', 'DECLINED', null, 'Visa ending in 9753'
            from generate_series(2, 5001) n
            """)
        .param(listed.open(1).value())
        .update();
    listed.database().sql(guard.formatted("enable")).update();

    try {
      assertThat(found("9753")).hasSize(2).contains(newest);
    } finally {
      // No other test shall read attempts that cannot be.
      listed.database().sql("delete from payment_attempts where number > 5").update();
    }
  }

  @Test
  void findsAPurchaseBySurplusMoney() {
    var attempt = fixture.openedFor(fixture.recorded(listed.buyer()));
    listed
        .database()
        .sql(
            "insert into surplus_payments (platform_reference, purchase_id, attempt)"
                + " values (?, ?::uuid, 1)")
        .params("twice-" + attempt.orderId(), attempt.purchase().toString())
        .update();

    assertThat(found("twice-" + attempt.orderId())).containsExactly(attempt.purchase());
  }

  @Test
  void findsALicenseByItsKey() {
    Subscription subscription = fixture.recorded(listed.buyer());
    String key = listed.licensed(subscription);

    assertThat(found(key)).containsExactly(subscription.purchase());
    for (String typed :
        List.of(
            key.toLowerCase(Locale.ROOT),
            key.replace("-", ""),
            key.replace('-', ' '),
            key.replace('-', '\u2011'),
            "\u201c" + key + "\u201d")) {
      assertThat(found(typed)).as(typed).containsExactly(subscription.purchase());
    }
    for (int signs : List.of(8, 10, key.length() - 1)) {
      assertThat(found(key.substring(0, signs))).contains(subscription.purchase());
    }
    assertThat(found(key.substring(0, 7))).isEmpty();
  }

  /** As it comes out of an address bar, a mail, a receipt or the platform's own pages. */
  @Test
  void findsWhatWasPastedAroundIt() {
    String reference = "ref" + listed.buyer().user().toString().replace("-", "");
    var purchase = listed.paid(reference, "Visa ending in 8531");

    for (String pasted :
        List.of(
            "https://console.example.com/support/purchases/" + purchase + "?done=1",
            "/namespaces/default/workflows/purchase-" + purchase + "/0190-run/history",
            purchase.toString().toUpperCase(Locale.ROOT),
            "Order " + purchase + "-1,",
            reference.toUpperCase(Locale.ROOT),
            "**** **** **** 8531",
            "\u2022\u2022\u2022\u2022 8531",
            "xxxx8531",
            "Visa ending in 8531")) {
      assertThat(found(pasted)).as(pasted).containsExactly(purchase);
    }
    assertThat(found("1234-8531")).isEmpty();
    assertThat(found("28531")).isEmpty();
  }

  @Test
  void findsAllThatIsCalledSo() {
    String name = "buyer-acme-" + UUID.randomUUID();
    listed.rename(name, "buyer-" + UUID.randomUUID());
    Listed other =
        new Listed(
            fixture, listed.purchases(), listed.licenses(), listed.database(), fixture.buyer());
    other.rename("Another", name);
    var ofTheOrganization = listed.open(2);
    var ofTheUser = other.open(1);

    assertThat(found(name)).containsExactly(ofTheUser, ofTheOrganization);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "'", "' or true --", "no-such-thing", "\\", "*", "購買"})
  void wordsAreLookedForAsTheyAre(String words) {
    listed.open(1);

    assertThat(found(words)).isEmpty();
    assertThat(search.findsMoreThan(0, question(words))).isFalse();
  }

  @Test
  void wordsAndFiltersMustAllBeMet() {
    var needing = listed.needing(Attention.CAPTURE_FAILING, 5);
    var unknown = listed.needing(Attention.PAYMENT_UNKNOWN, 4);
    listed.open(3);

    assertThat(ids(find(filtered(new Need(null), null, null, null))))
        .containsExactly(unknown, needing);
    assertThat(ids(find(filtered(new Need(Attention.CAPTURE_FAILING), null, null, null))))
        .containsExactly(needing);
    assertThat(
            find(
                filtered(
                    new Need(Attention.CAPTURE_FAILING),
                    PurchaseStep.ENDED,
                    null,
                    new Age(true, Duration.ofMinutes(2)))))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = PurchaseStep.class,
      names = {"PRESENT_TERMS", "ENDED"},
      mode = EnumSource.Mode.EXCLUDE)
  void filtersByStep(PurchaseStep step) {
    var steps =
        List.of(
            PurchaseStep.CONFIRM_REDIRECT,
            PurchaseStep.AWAIT_PAYMENT,
            PurchaseStep.ACTIVATE_LICENSE,
            PurchaseStep.REDIRECT_HOME);
    var all = steps.stream().map(each -> listed.at(each, 1)).toList();
    listed.ended(new PurchaseOutcome.Withdrawn(), 1);

    assertThat(ids(find(filtered(null, step, null, null))))
        .containsExactly(all.get(steps.indexOf(step)));
  }

  @Test
  void filtersByOutcome() {
    var open = listed.open(1);
    var withdrawn = listed.ended(new PurchaseOutcome.Withdrawn(), 2);
    var declined = listed.ended(new PurchaseOutcome.Declined("2001"), 3);

    assertThat(ids(find(filtered(null, null, new End(null), null)))).containsExactly(open);
    assertThat(ids(find(filtered(null, null, new End(PurchaseOutcome.Kind.WITHDRAWN), null))))
        .containsExactly(withdrawn);
    assertThat(ids(find(filtered(null, PurchaseStep.ENDED, null, null))))
        .containsExactly(withdrawn, declined);
    assertThat(find(filtered(null, null, new End(PurchaseOutcome.Kind.GIVEN_BACK), null)))
        .isEmpty();
  }

  @Test
  void filtersByAge() {
    var young = listed.open(5);
    var old = listed.open(15);

    assertThat(ids(find(filtered(null, null, null, new Age(true, Duration.ofMinutes(10))))))
        .containsExactly(old);
    assertThat(ids(find(filtered(null, null, null, new Age(false, Duration.ofMinutes(10))))))
        .containsExactly(young);
  }

  @Test
  void whoWaitsLongestForAPersonComesFirst() {
    var newest = listed.open(1);
    var waiting = listed.needing(Attention.PAYMENT_UNKNOWN, 10);
    var oldest = listed.open(30);
    var waitingLongest = listed.needing(Attention.RELEASE_FAILING, 20);

    assertThat(ids(find(ordered(Order.URGENT))))
        .containsExactly(waitingLongest, waiting, newest, oldest);
    assertThat(ids(find(ordered(Order.NEWEST))))
        .containsExactly(newest, waiting, waitingLongest, oldest);
    assertThat(ids(find(ordered(Order.OLDEST))))
        .containsExactly(oldest, waitingLongest, waiting, newest);
  }

  @Test
  void attentionThatIsNotKnownHereIsTold() {
    var purchase = listed.open(1);
    listed.change("update purchases set attention = ? where id = ?", "from-tomorrow", purchase);

    assertThat(find(filtered(new Need(null), null, null, null)))
        .extracting(FoundPurchase::attention)
        .containsExactly("from-tomorrow");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void everyPurchaseIsOnOnePageThoughMostAreOfOneTime(Order order) {
    Instant time = Instant.parse("2026-03-01T10:00:00.123456Z");
    var all = new ArrayList<PurchaseId>();
    IntStream.range(0, 7).forEach(_ -> all.add(listed.open(time)));
    IntStream.range(0, 4).forEach(age -> all.add(listed.needing(Attention.MONEY_LOST, age / 2)));

    for (int size : List.of(1, 3, 4, 11, 20)) {
      var pages = leaf(order, size);
      assertThat(pages)
          .flatExtracting(page -> ids(page.entries()))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(all);
      assertThat(pages.getFirst().previous()).isNull();
      theWayBackShowsTheSame(order, size, pages);
    }
  }

  private void theWayBackShowsTheSame(Order order, int size, List<Page<FoundPurchase>> pages) {
    for (int page = pages.size() - 1; page > 0; page--) {
      var back = find(order, Objects.requireNonNull(pages.get(page).previous()), size);
      assertThat(back.entries()).isEqualTo(pages.get(page - 1).entries());
    }
  }

  @Test
  void whatIsAddedMeanwhileMovesNothing() {
    IntStream.range(2, 9).forEach(listed::open);
    var pages = leaf(Order.URGENT, 3);
    listed.open(1);
    listed.needing(Attention.MONEY_LOST, 1);

    var second = find(Order.URGENT, Objects.requireNonNull(pages.get(0).next()), 3);

    assertThat(second).isEqualTo(pages.get(1));
  }

  @Test
  void aPageThatHoldsNothingIsTheFirst() {
    var only = listed.open(1);
    var page = find(Order.URGENT, null, 3);
    var record = page.entries().getFirst().purchase();

    for (int section : List.of(0, 1, 7)) {
      var after = Cursor.after(section, record.subscription().subscribedAt(), record.id());
      var before = new Cursor(Cursor.Side.BEFORE, section, after.time(), after.id());
      assertThat(find(Order.NEWEST, after, 3)).isEqualTo(page);
      assertThat(find(Order.NEWEST, before, 3)).isEqualTo(page);
    }
    assertThat(ids(page.entries())).containsExactly(only);
    assertThat(page.next()).isNull();
  }

  @Test
  void saysWhetherMoreMatch() {
    listed.open(1);
    listed.open(2);

    assertThat(search.findsMoreThan(1, ordered(Order.NEWEST))).isTrue();
    assertThat(search.findsMoreThan(2, ordered(Order.NEWEST))).isFalse();
  }

  /**
   * A dispute is said first; what keeps failing meanwhile is to be found, and asked, all the same.
   */
  @Test
  void findsWhatFailsBehindWhatLasts() {
    var open = listed.needing(Attention.PLATFORM_REPORT, 5);
    listed.change("update purchases set trouble = ? where id = ?", "capture-failing", open);
    var ended = listed.ended(new PurchaseOutcome.Withdrawn(), 7);
    listed.change("update purchases set attention = ? where id = ?", "platform-report", ended);
    listed.change("update purchases set trouble = ? where id = ?", "release-failing", ended);

    assertThat(ids(find(filtered(new Need(Attention.CAPTURE_FAILING), null, null, null))))
        .containsExactly(open);
    assertThat(search.underWay(filtered(new Need(Attention.RELEASE_FAILING), null, null, null), 5))
        .containsExactly(ended);
  }

  @Test
  void choosesThoseUnderWayWhoWaitLongestFirst() {
    var young = listed.open(1);
    var old = listed.needing(Attention.CAPTURE_FAILING, 9);
    var givingBack = listed.ended(new PurchaseOutcome.Withdrawn(), 5);
    listed.change("update purchases set attention = ? where id = ?", "release-failing", givingBack);
    listed.change("update purchases set trouble = ? where id = ?", "release-failing", givingBack);
    var disputed = listed.ended(new PurchaseOutcome.Withdrawn(), 7);
    listed.change("update purchases set attention = ? where id = ?", "platform-report", disputed);
    listed.ended(new PurchaseOutcome.Withdrawn(), 3);

    assertThat(search.underWay(ordered(Order.NEWEST), 5)).containsExactly(old, givingBack, young);
    assertThat(search.underWay(ordered(Order.URGENT), 1)).containsExactly(old);
    assertThat(search.underWay(filtered(null, null, new End(null), null), 5))
        .containsExactly(old, young);
    assertThat(search.underWay(filtered(new Need(null), PurchaseStep.ENDED, null, null), 5))
        .containsExactly(givingBack);
  }

  private List<Page<FoundPurchase>> leaf(Order order, int size) {
    var pages = new ArrayList<Page<FoundPurchase>>();
    @Nullable Cursor next = null;
    do {
      assertThat(pages).as("a list that ends").hasSizeLessThan(20);
      pages.add(find(order, next, size));
      next = pages.getLast().next();
    } while (next != null);
    return pages;
  }

  private Page<FoundPurchase> find(Order order, @Nullable Cursor from, int size) {
    return search.find(ordered(order), from, size);
  }

  private List<PurchaseId> found(String words) {
    return ids(find(question(words)));
  }

  private List<FoundPurchase> find(PurchaseFilter question) {
    return search.find(question, null, 20).entries();
  }

  private static PurchaseFilter question(String words) {
    return new PurchaseFilter(words, null, null, null, null, Order.NEWEST);
  }

  private PurchaseFilter ordered(Order order) {
    return new PurchaseFilter(own(), null, null, null, null, order);
  }

  private PurchaseFilter filtered(
      @Nullable Need need, @Nullable PurchaseStep step, @Nullable End end, @Nullable Age age) {
    return new PurchaseFilter(own(), need, step, end, age, Order.NEWEST);
  }

  private String own() {
    return listed.buyer().organization().value().toString();
  }

  private static List<PurchaseId> ids(List<FoundPurchase> found) {
    return found.stream().map(it -> it.purchase().subscription().purchase()).toList();
  }
}
