package licensing.bulk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.bulk.BulksContract;
import licensing.bulk.jdbc.PurchaseDesk.Reply;
import licensing.buyer.Buyer;
import licensing.keys.SupportSignatures;
import licensing.keys.SupportSignatures.SupportKeys;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.reading.BulkRuns.Target;
import licensing.reading.search.PurchaseSearch;
import licensing.testing.AnsweringDesk;
import licensing.testing.AnsweringDesk.Question;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Each test is about the purchases of one organization, which is its own. */
@OnRealParts
class JdbcBulksTest extends BulksContract {

  /** Of a private key of 32 zeros (RFC 8032). */
  private static final String PUBLIC_KEY = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

  private final Bulks bulks;
  private final BulkRuns runs;
  private final AnsweringDesk desk;
  private final Fixture fixture;
  private final JdbcClient database;
  private final Purchases purchases;
  private final PurchaseSearch search;
  private final TransactionOperations transaction;
  private final Buyer buyer;
  private final List<PurchaseId> all = new ArrayList<>();

  JdbcBulksTest(
      Bulks bulks,
      BulkRuns runs,
      AnsweringDesk desk,
      Fixture fixture,
      JdbcClient database,
      Purchases purchases,
      PurchaseSearch search,
      TransactionOperations transaction) {
    this.search = search;
    this.transaction = transaction;
    this.bulks = bulks;
    this.runs = runs;
    this.desk = desk;
    this.fixture = fixture;
    this.database = database;
    this.purchases = purchases;
    this.buyer = fixture.buyer();
  }

  @Test
  void asksInTheNameOfTheOperatorOnTheNewestVersion() {
    PurchaseId purchase = matching(1).getFirst();
    bulks.begin(start(1));
    database
        .sql("update purchases set version = 42 where id = ?::uuid")
        .param(purchase.toString())
        .update();

    bulks.ask(bulk, 1);

    assertThat(desk.asked(all))
        .containsExactly(
            new Question(
                purchase,
                new SupportCommand.RetryNow(
                    new SupportRequest(
                        Fixtures.idOf("ann").toString(),
                        Fixtures.idOf("ann"),
                        "bulk " + bulk + ": the platform is back",
                        42)),
                "bulk-" + bulk + "-1"));
  }

  @Test
  void looksAgainAtAPurchaseThatChangedMeanwhile() {
    PurchaseId purchase = matching(1).getFirst();
    desk.answers(
        purchase, List.of(Reply.refused(Refusal.CHANGED_SINCE), Reply.refused(Refusal.ENDED)));
    bulks.begin(start(1));

    bulks.ask(bulk, 1);

    assertThat(desk.asked(all))
        .extracting(Question::key)
        .containsExactly("bulk-" + bulk + "-1", "bulk-" + bulk + "-2");
    assertThat(runs.targets(bulk, 0, 9))
        .extracting(Target::outcome, Target::why)
        .containsExactly(tuple(BulkOutcome.REFUSED, "ENDED"));
  }

  @Test
  void leavesEndedPurchasesAlone() {
    List<PurchaseId> both = matching(2);
    purchases.end(both.getFirst(), new PurchaseOutcome.Withdrawn());

    assertThat(bulks.begin(start(9))).isEqualTo(1);
    bulks.ask(bulk, 9);

    assertThat(asked()).containsExactly(both.getLast());
  }

  @Test
  void twoThatBeginTheSameRunDecideOnce() {
    matching(5);

    assertThat(Race.between(() -> bulks.begin(start(5)), () -> bulks.begin(start(5))))
        .containsExactly(5, 5);
    assertThat(runs.targets(bulk, 0, 9)).extracting(Target::purchase).isEqualTo(all);
  }

  @Test
  void beginsNothingThatTheConsoleDidNotSign() {
    matching(1);
    String key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    var asking =
        new JdbcBulks(
            database,
            transaction,
            runs,
            search,
            desk,
            new SupportSignatures(new SupportKeys(List.of(), List.of(PUBLIC_KEY))));

    assertThatThrownBy(() -> asking.begin(start(1))).hasMessageContaining("not signed");
    assertThat(runs.of(bulk)).isEmpty();
    var console = new SupportSignatures(new SupportKeys(List.of(key), List.of()));
    BulkStart signed = console.sign(start(1));
    assertThatThrownBy(() -> asking.begin(start(2).signed(signed.signature())))
        .hasMessageContaining("not signed");
    assertThat(asking.begin(signed)).isEqualTo(1);
  }

  @Test
  void showsHowFarItIs() {
    List<PurchaseId> stuck = matching(4);
    desk.answers(stuck.get(1), List.of(Reply.refused(Refusal.NOTHING_TO_RETRY)));
    desk.answers(stuck.get(2), List.of(Reply.NOT_ANSWERED));
    bulks.begin(start(7));
    bulks.ask(bulk, 3);

    BulkRun run = runs.of(bulk).orElseThrow();
    assertThat(run)
        .returns("ann", BulkRun::operator)
        .returns("the platform is back", BulkRun::reason)
        .returns("?attention=capture-failing", BulkRun::address)
        .returns(7, BulkRun::confirmed)
        .returns(4, BulkRun::chosen)
        .returns("1-1-1-false", BulkRun::mark)
        .returns(1, BulkRun::notAsked);
    assertThat(runs.targets(bulk, 1, 2))
        .extracting(Target::why)
        .containsExactly("NOTHING_TO_RETRY", null);

    bulks.end(bulk, null);
    assertThat(runs.latest(1).getFirst().isOver()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from bulk_targets where bulk_id = ?",
        "delete from bulk_runs where id = ?",
        "update bulk_targets set outcome = 'REFUSED' where bulk_id = ?",
        "update bulk_runs set reason = 'another' where id = ?"
      })
  void whatCameOfItStays(String change) {
    matching(1);
    bulks.begin(start(1));
    bulks.ask(bulk, 1);
    bulks.end(bulk, null);

    assertThatThrownBy(() -> database.sql(change).param(UUID.fromString(bulk.value())).update())
        .hasMessageContaining("evidence");
  }

  @Override
  protected String stopped() {
    return runs.of(bulk).orElseThrow().stopped();
  }

  @Override
  protected Bulks bulks() {
    return bulks;
  }

  @Override
  protected List<PurchaseId> matching(int number) {
    return Stream.generate(this::matching).limit(number).toList();
  }

  @Override
  protected BulkQuestion question() {
    return new BulkQuestion(
        buyer.organization().toString(), false, null, null, false, null, null, null);
  }

  @Override
  protected void answers(PurchaseId purchase, BulkOutcome... outcomes) {
    desk.answers(purchase, Arrays.stream(outcomes).map(JdbcBulksTest::reply).toList());
  }

  @Override
  protected void isDeadly(PurchaseId purchase) {
    desk.isDeadly(purchase);
  }

  @Override
  protected List<PurchaseId> asked() {
    return desk.asked(all).stream().map(Question::purchase).toList();
  }

  private static Reply reply(BulkOutcome outcome) {
    return switch (outcome) {
      case DONE -> Reply.DONE;
      case REFUSED -> Reply.refused(Refusal.NOTHING_TO_RETRY);
      case NOT_ANSWERED -> Reply.NOT_ANSWERED;
    };
  }

  /** A second later than the one before. */
  private PurchaseId matching() {
    PurchaseId purchase = fixture.recorded(buyer).purchase();
    database
        .sql("update purchases set subscribed_at = now() + make_interval(secs => ?) where id = ?")
        .params(all.size(), purchase.value())
        .update();
    all.add(purchase);
    return purchase;
  }
}
