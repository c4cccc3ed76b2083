package licensing.purchase.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.UserId;
import licensing.edge.BuyingRights;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Purchases.AttemptClosing;
import licensing.purchase.PurchasesContract;
import licensing.purchase.Subscription;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseProgress;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@OnRealParts
class JdbcPurchasesTest extends PurchasesContract {

  private final Purchases purchases;
  private final PurchaseRecords records;
  private final Fixture fixture;
  private final JdbcClient database;
  private final BuyingRights rights;
  private final TransactionOperations transaction;

  JdbcPurchasesTest(
      Purchases purchases,
      PurchaseRecords records,
      Fixture fixture,
      JdbcClient database,
      BuyingRights rights,
      TransactionOperations transaction) {
    this.rights = rights;
    this.transaction = transaction;
    this.purchases = purchases;
    this.records = records;
    this.fixture = fixture;
    this.database = database;
  }

  @Test
  void countsEachChangeOnce() {
    Subscription subscription = fixture.recorded();
    long before = progress(subscription.purchase()).version();

    PaymentAttempt attempt = fixture.openedFor(subscription);
    purchases.openAttempt(attempt, null);
    purchases.recordSubscription(subscription);

    assertThat(progress(subscription.purchase()).version()).isEqualTo(before + 1);
    assertThat(progress(subscription.purchase()).step()).isEqualTo(PurchaseStep.AWAIT_PAYMENT);
  }

  @Test
  void isATestForGoodWhereItsOrganizationWasOne() {
    Buyer buyer = fixture.buyer();
    PurchaseId before = fixture.recorded(buyer).purchase();
    fixture.tests(buyer.organization(), true);
    Subscription test = fixture.recorded(buyer);
    fixture.tests(buyer.organization(), false);
    purchases.recordSubscription(test);

    assertThat(records.of(before, buyer.organization()).orElseThrow().test()).isFalse();
    assertThat(records.of(test.purchase(), buyer.organization()).orElseThrow().test()).isTrue();
  }

  @Test
  void refusesWhatIsAboveALimit() {
    Subscription dear = fixture.subscription();
    Buyer buyer = dear.buyer();

    limit(buyer, "56.99", "USD");
    assertThatThrownBy(() -> purchases.recordSubscription(dear))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("may buy up to 56.99 USD at once, not for 57.00 USD")
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(Purchases.NOT_ALLOWED_TO_BUY);
    assertThat(records.of(dear.purchase(), buyer.organization())).isEmpty();
    assertThat(rights.refused(buyer.organization(), 9))
        .singleElement()
        .satisfies(refused -> assertThat(refused.total()).isEqualTo(dear.total()));
    limit(buyer, "9999.00", "EUR");
    assertThatThrownBy(() -> purchases.recordSubscription(dear)).hasMessageContaining("EUR");

    limit(buyer, "57.00", "USD");
    assertThatCode(() -> purchases.recordSubscription(dear)).doesNotThrowAnyException();
    limit(buyer, "1.00", "USD");
    assertThatCode(() -> purchases.recordSubscription(dear))
        .as("what is recorded is decided for good")
        .doesNotThrowAnyException();
  }

  @Test
  void asksOfWhomNothingIsSaidWhatHoldsForEverybody() {
    Buyer buyer = fixture.buyer();
    database
        .sql("insert into buying_rights (organization_id, may_buy) values (?, false)")
        .param(buyer.organization().value())
        .update();

    ThrowingCallable record = () -> fixture.recorded(buyer);
    assertThatThrownBy(record).hasMessageContaining("may not buy");
    limit(buyer, "57.00", "USD");
    assertThatCode(record).doesNotThrowAnyException();
    assertThatThrownBy(() -> fixture.recorded(fixture.buyerOf(buyer.organization())))
        .hasMessageContaining("may not buy");
  }

  /** Whichever comes first: once it is said that they may not, no order of theirs is recorded. */
  @RepeatedTest(10)
  void recordsNothingOnceItIsSaidThatTheyMayNotBuy() {
    Subscription subscription = fixture.subscription();
    Buyer buyer = subscription.buyer();

    List<Boolean> recorded =
        Race.between(
            () -> {
              try {
                purchases.recordSubscription(subscription);
                return true;
              } catch (ApplicationFailure refused) {
                return false;
              }
            },
            () ->
                transaction.execute(
                    _ -> {
                      // As the console does.
                      database
                          .sql("select id from organizations where id = ? for no key update")
                          .param(buyer.organization().value())
                          .query()
                          .listOfRows();
                      limit(buyer, "1.00", "USD");
                      return records.of(subscription.purchase(), buyer.organization()).isPresent();
                    }));

    assertThat(recorded.get(0)).as("seen by whoever forbade it").isEqualTo(recorded.get(1));
  }

  private void limit(Buyer buyer, String amount, String currency) {
    database
        .sql(
            """
            insert into buying_rights (organization_id, user_id, may_buy, cap, currency)
            values (:organization, :user, true, :cap::numeric, :currency)
            on conflict (organization_id, user_id) do update set cap = :cap::numeric,
              currency = :currency
            """)
        .param("organization", buyer.organization().value())
        .param("user", buyer.user().value())
        .param("cap", amount)
        .param("currency", currency)
        .update();
  }

  @Test
  void opensNothingForAPurchaseThatEnded() {
    Subscription subscription = fixture.recorded();
    purchases.end(subscription.purchase(), new PurchaseOutcome.Withdrawn());

    fixture.openedFor(subscription);

    assertThat(progress(subscription.purchase()).attempt()).isZero();
  }

  @Test
  void takesNoPaymentForAPurchaseThatEnded() {
    PaymentAttempt attempt = fixture.opened();

    purchases.end(attempt.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));

    assertThat(fixture.handIn(attempt, Card.ACCEPTED)).isFalse();
    assertThat(fixture.secrets(attempt.purchase())).isZero();
  }

  @Test
  void opensNoAttemptWhileTheOneBeforeMayHoldMoney() {
    PaymentAttempt attempt = fixture.handedIn();

    assertThatThrownBy(() -> purchases.openAttempt(attempt.next(), null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forgetsTheSecretOfAPaymentThatWasNeverTaken() {
    PaymentAttempt attempt = fixture.handedIn();

    assertThat(purchases.closeAttempt(attempt, true)).isEqualTo(AttemptClosing.CLOSED);

    assertThat(fixture.secrets(attempt.purchase())).isZero();
  }

  @RepeatedTest(20)
  void letsEitherThePaymentOrTheDeadlineWin() {
    PaymentAttempt attempt = fixture.opened();

    List<Object> results =
        Race.between(
            () -> fixture.handIn(attempt, Card.ACCEPTED),
            () -> purchases.closeAttempt(attempt, false));

    boolean paid = (boolean) results.get(0);
    assertThat(results.get(1))
        .isEqualTo(paid ? AttemptClosing.PAYMENT_SUBMITTED : AttemptClosing.CLOSED);
    assertThat(state(attempt))
        .isEqualTo(paid ? PaymentAttempt.State.SUBMITTED : PaymentAttempt.State.CLOSED);
    assertThat(fixture.secrets(attempt.purchase())).isEqualTo(paid ? 1 : 0);
  }

  @RepeatedTest(20)
  void letsOneOfTwoPaymentsWin() {
    PaymentAttempt attempt = fixture.opened();

    List<Boolean> kept =
        Race.between(
            () -> fixture.handIn(attempt, Card.ACCEPTED),
            () -> fixture.handIn(attempt, Card.DECLINED));

    assertThat(kept).containsExactlyInAnyOrder(true, false);
  }

  @RepeatedTest(10)
  void letsOneOfTwoOperatorsAct() {
    PurchaseId purchase = fixture.recorded().purchase();
    long seen = fixture.version(purchase);

    List<Optional<String>> between =
        Race.between(() -> actedBy("ann", purchase, seen), () -> actedBy("bob", purchase, seen));

    assertThat(between).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(between)
        .filteredOn(Optional::isPresent)
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.orElseThrow())
                    .containsAnyOf(
                        Fixtures.idOf("ann").toString(), Fixtures.idOf("bob").toString()));
  }

  @RepeatedTest(10)
  void takesTwoClicksForOneAction() {
    PurchaseId purchase = fixture.recorded().purchase();
    long seen = fixture.version(purchase);

    assertThat(
            Race.between(
                () -> actedBy("ann", purchase, seen), () -> actedBy("ann", purchase, seen)))
        .containsOnly(Optional.empty());
    assertThat(supportActions(purchase)).isEqualTo(1);
  }

  private Optional<String> actedBy(String operator, PurchaseId purchase, long seen) {
    return Optional.ofNullable(
            purchases.recordSupport(
                purchase, new SupportCommand.RetryNow(Fixtures.asked(operator, "why", seen))))
        .map(Rejection::words);
  }

  @Test
  void takesNoProposalOfSomebodyWhoIsNotOfSupportAnyMore() {
    PurchaseId purchase = dearAttempt(fixture.buyer()).purchase();
    UserId left = fixture.supporterOf(fixture.buyer().organization());
    assertThat(propose(left, purchase)).isNull();

    database.sql("update users set role = 'BUYER' where id = ?").param(left.value()).update();

    assertThat(giveBack(Fixtures.idOf("bob"), purchase)).isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    assertThat(giveBack(left, purchase)).isEqualTo(Refusal.NOT_OF_SUPPORT);
  }

  @Test
  void takesNoProposalOfSomebodyWhoMayNotLogInAnyMore() {
    PurchaseId purchase = dearAttempt(fixture.buyer()).purchase();
    UserId left = fixture.supporterOf(fixture.buyer().organization());
    assertThat(propose(left, purchase)).isNull();

    database.sql("update users set disabled_at = now() where id = ?").param(left.value()).update();

    assertThat(giveBack(Fixtures.idOf("bob"), purchase)).isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    assertThat(giveBack(left, purchase)).isEqualTo(Refusal.NOT_OF_SUPPORT);
  }

  @Test
  void takesNoProposalThatIsOlderThanADay() {
    PurchaseId purchase = dearAttempt(fixture.buyer()).purchase();
    database
        .sql(
            "update payment_attempts set opened_at = now() - interval '2 days' where purchase_id = ?")
        .param(purchase.value())
        .update();
    for (int hours : List.of(25, 23)) {
      assertThat(giveBack(Fixtures.idOf("bob"), purchase)).isEqualTo(Refusal.SECOND_PERSON_NEEDED);
      database
          .sql(
              """
              insert into support_actions (purchase_id, action, version_seen, operator, operator_id,
                reason, acted_at, proposes)
              values (:purchase, 'propose: give back and end', -:hours, 'ann', :ann, 'why',
                now() - make_interval(hours => :hours), 'GIVE_BACK_AND_END')
              """)
          .param("purchase", purchase.value())
          .param("hours", hours)
          .param("ann", Fixtures.idOf("ann").value())
          .update();
    }
    assertThat(giveBack(Fixtures.idOf("bob"), purchase)).isNull();
  }

  @Test
  void letsNobodyDecideAboutTheMoneyOfTheirOwnPurchase() {
    Buyer buyer = fixture.buyer();
    database
        .sql("update users set role = 'SUPPORT' where id = ?")
        .param(buyer.user().value())
        .update();
    UserId colleague = fixture.supporterOf(buyer.organization());
    PurchaseId cheap = fixture.openedFor(fixture.recorded(buyer)).purchase();
    PurchaseId dear = dearAttempt(buyer).purchase();

    for (PurchaseId purchase : List.of(cheap, dear)) {
      assertThat(giveBack(buyer.user(), purchase)).isEqualTo(Refusal.OWN_PURCHASE);
      assertThat(propose(buyer.user(), purchase)).isEqualTo(Refusal.OWN_PURCHASE);
    }
    assertThat(propose(colleague, dear)).isEqualTo(Refusal.OWN_PURCHASE);
    assertThat(giveBack(colleague, cheap)).isNull();
    assertThat(refusal(cheap, new SupportCommand.Annotate(asked(buyer.user(), cheap)))).isNull();
  }

  private PaymentAttempt dearAttempt(Buyer buyer) {
    Subscription dear = Fixtures.subscription(PurchaseId.random(), buyer, 4);
    purchases.recordSubscription(dear);
    return fixture.openedFor(dear);
  }

  private @Nullable Refusal propose(UserId operator, PurchaseId purchase) {
    return refusal(
        purchase, new SupportCommand.Propose(asked(operator, purchase), MoneyDecision.GIVING_BACK));
  }

  private @Nullable Refusal giveBack(UserId operator, PurchaseId purchase) {
    return refusal(purchase, new SupportCommand.GiveBackAndEnd(asked(operator, purchase)));
  }

  private @Nullable Refusal refusal(PurchaseId purchase, SupportCommand command) {
    Rejection rejection = purchases.recordSupport(purchase, command);
    return rejection == null ? null : rejection.refusal();
  }

  private SupportRequest asked(UserId operator, PurchaseId purchase) {
    return new SupportRequest("somebody", operator, "why", fixture.version(purchase));
  }

  @RepeatedTest(20)
  void letsAnEndAndAPaymentPassWithoutWaitingForEachOther() {
    PaymentAttempt attempt = fixture.opened();

    List<Object> results =
        Race.between(
            () -> fixture.handIn(attempt, Card.ACCEPTED),
            () -> {
              purchases.end(attempt.purchase(), new PurchaseOutcome.Withdrawn());
              return "ended";
            });

    assertThat(state(attempt))
        .isEqualTo(
            (boolean) results.get(0)
                ? PaymentAttempt.State.SUBMITTED
                : PaymentAttempt.State.CLOSED);
  }

  @Override
  protected Purchases purchases() {
    return purchases;
  }

  @Override
  protected Subscription subscription() {
    return fixture.subscription();
  }

  @Override
  protected Subscription dearSubscription() {
    return Fixtures.subscription(PurchaseId.random(), fixture.buyer(), 4);
  }

  @Override
  protected Optional<Subscription> recorded(PurchaseId purchase) {
    return records.forSupport(purchase).map(PurchaseRecord::subscription);
  }

  @Override
  protected Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return Optional.ofNullable(progress(purchase).outcome());
  }

  @Override
  protected Optional<Attention> attention(PurchaseId purchase) {
    return Optional.ofNullable(progress(purchase).attention());
  }

  @Override
  protected boolean handIn(PaymentAttempt attempt, Card card) {
    return fixture.handIn(attempt, card);
  }

  @Override
  protected PaymentAttempt.State state(PaymentAttempt attempt) {
    return fixture.state(attempt);
  }

  @Override
  protected long version(PurchaseId purchase) {
    return fixture.version(purchase);
  }

  @Override
  protected Instant payBefore(PurchaseId purchase) {
    return database
        .sql("select pay_before from purchases where id = ?")
        .param(purchase.value())
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  @Override
  protected int supportActions(PurchaseId purchase) {
    return database
        .sql("select count(*) from support_actions where purchase_id = ?")
        .param(purchase.value())
        .query(Integer.class)
        .single();
  }

  private PurchaseProgress progress(PurchaseId purchase) {
    return records.forSupport(purchase).orElseThrow().progress();
  }
}
