package licensing.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.crash.PlatformBooks.Entry;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of every purchase that has come to rest, whatever happened on its way. */
record MoneyRules(JdbcClient database, PlatformBooks platform) {

  private record Row(@Nullable String outcome, @Nullable String attention) {}

  /** Every rule that is broken, in words. */
  List<String> brokenBy(PurchaseId purchase, Money price, PurchaseOutcome result) {
    List<Entry> payments = payments(purchase, price);
    List<String> taken = ids(payments.stream().filter(Entry::isTaken).toList());
    List<String> everTaken = ids(payments.stream().filter(Entry::wasTaken).toList());
    List<String> held = ids(payments.stream().filter(Entry::isHeld).toList());
    int licenses = count("licenses", "suspended_at is null", purchase);
    Row row = row(purchase);

    List<String> broken = new ArrayList<>();
    check(broken, everTaken.size() <= 1, "more than one payment was taken: " + everTaken);
    check(
        broken,
        licenses == taken.size(),
        "%d active licenses, and taken are %s".formatted(licenses, taken));
    check(
        broken,
        held.isEmpty() || row.attention() != null,
        "held beside the adopted payment, and nobody is asked to look: " + held);
    check(
        broken,
        recordedAsTaken(purchase).equals(taken),
        "recorded as taken are %s, and taken are %s".formatted(recordedAsTaken(purchase), taken));
    check(
        broken,
        result.kind().name().equals(row.outcome()),
        "the workflow says %s, its row %s".formatted(result.kind(), row.outcome()));
    return broken;
  }

  /** The attempts that the platform was asked for twice, whatever became of that. */
  List<Integer> soldTwice(PurchaseId purchase, Money price) {
    return attempts(purchase, price)
        .filter(attempt -> platform.of(attempt).stream().filter(Entry::isSale).count() > 1)
        .map(PaymentAttempt::number)
        .toList();
  }

  private List<Entry> payments(PurchaseId purchase, Money price) {
    return attempts(purchase, price).flatMap(attempt -> platform.of(attempt).stream()).toList();
  }

  private static Stream<PaymentAttempt> attempts(PurchaseId purchase, Money price) {
    return IntStream.rangeClosed(1, PaymentAttempt.LIMIT)
        .mapToObj(number -> new PaymentAttempt(purchase, number, price));
  }

  private List<String> recordedAsTaken(PurchaseId purchase) {
    return database
        .sql(
            """
            select platform_reference from payment_attempts
            where purchase_id = ? and state = 'AUTHORIZED'
              and captured_at is not null and given_back is null
            """)
        .param(purchase.value())
        .query(String.class)
        .list();
  }

  private int count(String table, String condition, PurchaseId purchase) {
    return database
        .sql("select count(*) from %s where purchase_id = ? and %s".formatted(table, condition))
        .param(purchase.value())
        .query(Integer.class)
        .single();
  }

  private Row row(PurchaseId purchase) {
    return database
        .sql("select outcome, attention from purchases where id = ?")
        .param(purchase.value())
        .query((row, index) -> new Row(row.getString(1), row.getString(2)))
        .single();
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(Entry::id).toList();
  }

  private static void check(List<String> broken, boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }
}
