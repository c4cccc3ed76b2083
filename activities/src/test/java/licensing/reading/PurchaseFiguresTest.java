package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import licensing.reading.PurchaseFigures.Counts;
import licensing.reading.PurchaseFigures.Latency;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Tables of the connection's own stand before those that other tests fill. */
@OnRealParts
class PurchaseFiguresTest {

  private final PurchaseFigures figures;
  private final JdbcClient database;
  private final TransactionOperations transaction;

  PurchaseFiguresTest(
      PurchaseFigures figures, JdbcClient database, TransactionOperations transaction) {
    this.figures = figures;
    this.database = database;
    this.transaction = transaction;
  }

  @Test
  void countsEachListOfSupport() {
    assertThat(amongThese(figures::counts)).isEqualTo(new Counts(1, 4, 2, 7));
  }

  @Test
  void tellsWhatStandsOpenAndWhatCameOfToday() {
    var today = amongThese(figures::today);

    assertThat(today.needsPerson()).isEqualTo(1);
    assertThat(today.waitingToPay()).isEqualTo(2);
    assertThat(today.paid()).isEqualTo(1);
    assertThat(today.declined()).isEqualTo(2);
    assertThat(today.authorized()).isEqualTo(1);
    assertThat(today.declinedShare()).isEqualTo(67);
    assertThat(today.oldest())
        .isBetween(
            Instant.now().minus(Duration.ofHours(201)), Instant.now().minus(Duration.ofHours(199)));
  }

  @Test
  void tellsHowFarTheWeeksPurchasesCameAndHowLongItTook() {
    var week = amongThese(figures::week);

    assertThat(week.funnel()).isEqualTo(List.of(6, 5, 2, 2));
    assertThat(week.toPaid()).isEqualTo(seconds(90_000, 117_000));
    assertThat(week.toLicense()).as("clocks may differ").isEqualTo(seconds(1_000, 1_900));
    assertThat(week.toCapture()).isEqualTo(seconds(10_000, 10_000));
  }

  @Test
  void leavesTestsOutOfWhatIsEarned() {
    Runnable allAreTests = () -> database.sql("update purchases set test = true").update();

    assertThat(
            amongThese(
                () -> {
                  allAreTests.run();
                  return List.of(figures.today().paid(), figures.week().begun());
                }))
        .containsExactly(0, 0);
  }

  @Test
  void tellsOfNothingWhereNothingIs() {
    var empty = inTablesOfItsOwn(List.of(), figures::today);

    assertThat(empty.declinedShare()).isNull();
    assertThat(empty.oldest()).isNull();
    assertThat(inTablesOfItsOwn(List.of(), figures::week).toPaid()).isNull();
  }

  private static Latency seconds(long half, long most) {
    return new Latency(Duration.ofMillis(half), Duration.ofMillis(most));
  }

  private <R> R amongThese(Supplier<R> question) {
    return inTablesOfItsOwn(
        List.of(
            // id, hours ago, step, outcome, attention, attempts, seconds to paid, to the license
            purchase(1, 1, "ENDED", "LICENSED", null, "DECLINED,DECLINED,AUTHORIZED", 60, -1),
            purchase(2, 100, "ENDED", "LICENSED", null, "AUTHORIZED", 120, 2),
            purchase(3, 2, "AWAIT_PAYMENT", null, "payment-unknown", "UNKNOWN", 0, null),
            purchase(4, 3, "CONFIRM_REDIRECT", null, null, "", 0, null),
            purchase(5, 4, "AWAIT_PAYMENT", null, null, "OPEN", 0, null),
            purchase(6, 5, "ENDED", "LAPSED", null, "CLOSED", 0, null),
            purchase(7, 200, "ACTIVATE_LICENSE", null, null, "DECLINED", 0, null)),
        question);
  }

  private <R> R inTablesOfItsOwn(List<Runnable> rows, Supplier<R> question) {
    return transaction.execute(
        status -> {
          for (String table : List.of("purchases", "payment_attempts", "licenses")) {
            database
                .sql(
                    "create temp table %1$s on commit drop as table public.%1$s with no data"
                        .formatted(table))
                .update();
          }
          rows.forEach(Runnable::run);
          return question.get();
        });
  }

  private Runnable purchase(
      int id,
      int hoursAgo,
      String step,
      String outcome,
      String attention,
      String attempts,
      int paidAfter,
      Integer licensedAfter) {
    return () -> {
      database
          .sql(
              """
              insert into purchases (id, subscribed_at, step, outcome, attention, test)
              values (('00000000-0000-4000-8000-00000000000' || ?)::uuid,
                now() - make_interval(hours => ?), ?, ?, ?, false)
              """)
          .params(id, hoursAgo, step, outcome, attention)
          .update();
      database
          .sql(
              """
              insert into payment_attempts
                (purchase_id, number, state, opened_at, authorized_at, captured_at)
              select id, number, state, subscribed_at,
                case when state = 'AUTHORIZED' then subscribed_at + make_interval(secs => ?) end,
                case when state = 'AUTHORIZED' then subscribed_at + make_interval(secs => ?) end
              from purchases,
                unnest(string_to_array(?, ',')) with ordinality attempt (state, number)
              where right(id::text, 1) = ?
              """)
          .params(paidAfter, paidAfter + 10, attempts, Integer.toString(id))
          .update();
      if (licensedAfter != null) {
        database
            .sql(
                """
                insert into licenses (key, purchase_id, starts_at, activated_at)
                select 'KEY', id, subscribed_at, subscribed_at + make_interval(secs => ?)
                from purchases
                where right(id::text, 1) = ?
                """)
            .params(paidAfter + licensedAfter, Integer.toString(id))
            .update();
      }
    };
  }
}
