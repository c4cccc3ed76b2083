package licensing.paymentevent.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.db.PurchaseJournal;
import licensing.license.Licenses;
import licensing.paymentevent.ReportResult;
import licensing.paymentevent.jdbc.DisputePolicy.LicenseState;
import licensing.paymentevent.truth.GatewayPayment;
import licensing.paymentevent.truth.PaymentEvent;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes down what was read, what follows from it, and what came of the report: all of it in one
 * transaction, and only what is new to us has an effect.
 */
final class PaymentEventRecords {

  private final JdbcClient database;
  private final PaymentEventRows events;
  private final ReportRows rows;
  private final Licenses licenses;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;

  PaymentEventRecords(
      JdbcClient database,
      Licenses licenses,
      PurchaseJournal journal,
      TransactionOperations transaction) {
    this.database = database;
    this.events = new PaymentEventRows(database);
    this.rows = new ReportRows(database);
    this.licenses = licenses;
    this.journal = journal;
    this.transaction = transaction;
  }

  ReportResult ignore(PurchaseId purchase, Report report, String why) {
    return decide(purchase, report, () -> new Effect("ignored: " + why, false));
  }

  /**
   * @param givenBack whether the payment belonged to no license and was given back
   */
  ReportResult apply(PurchaseId purchase, Report report, GatewayPayment truth, boolean givenBack) {
    return decide(purchase, report, () -> take(purchase, truth, givenBack));
  }

  /** The same where nothing was reported. */
  ReportResult apply(PurchaseId purchase, GatewayPayment truth, boolean givenBack) {
    return locked(purchase, () -> take(purchase, truth, givenBack));
  }

  private Effect take(PurchaseId purchase, GatewayPayment truth, boolean givenBack) {
    List<PaymentEvent> news =
        truth.events().stream().filter(event -> events.note(purchase, truth, event)).toList();
    if (!news.isEmpty()) {
      follow(purchase, judge(purchase));
    }
    return new Effect(words(news, givenBack), !news.isEmpty() || givenBack);
  }

  private static String words(List<PaymentEvent> news, boolean givenBack) {
    Stream<String> effects =
        Stream.concat(
            news.stream().map(PaymentEvent::toString),
            Stream.of("given back, since no license is for it").filter(words -> givenBack));
    String words = effects.collect(Collectors.joining("; "));
    return words.isEmpty() ? "ignored: nothing new" : "applied: " + words;
  }

  /** Even where nothing comes of it, the report is evidence, and support may be looking. */
  private ReportResult decide(PurchaseId purchase, Report report, Supplier<Effect> effect) {
    return locked(
        purchase,
        () -> {
          Effect what = effect.get();
          boolean decided = decided(report, what.words());
          return new Effect(what.words(), what.changed() || decided);
        });
  }

  private boolean decided(Report report, String how) {
    return database
            .sql(
                """
                update platform_notifications set decided_at = now(), decided_how = ?
                where id = ? and decided_at is null
                """)
            .params(how, report.id())
            .update()
        == 1;
  }

  private ReportResult locked(PurchaseId purchase, Supplier<Effect> effect) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              journal.lock(purchase);
              Effect what = effect.get();
              if (what.changed()) {
                journal.changed(purchase);
              }
              return new ReportResult(what.words(), rows.attention(purchase));
            }));
  }

  private DisputePolicy judge(PurchaseId purchase) {
    return DisputePolicy.of(events.of(purchase), license(purchase));
  }

  private LicenseState license(PurchaseId purchase) {
    return database
        .sql("select suspended_at is not null from licenses where purchase_id = ?")
        .param(uuid(purchase))
        .query(Boolean.class)
        .optional()
        .map(suspended -> suspended ? LicenseState.SUSPENDED : LicenseState.ACTIVE)
        .orElse(LicenseState.NONE);
  }

  private void follow(PurchaseId purchase, DisputePolicy policy) {
    if (policy.suspended() != null) {
      licenses.suspend(purchase, policy.suspended());
    }
    if (policy.attention() == null) {
      endOfReports(purchase);
    } else {
      raise(purchase, policy.attention(), policy.why());
    }
  }

  private void raise(PurchaseId purchase, Attention attention, String why) {
    database
        .sql("update purchases set attention = ?, attention_reason = ? where id = ?")
        .params(attention.label(), why, uuid(purchase))
        .update();
  }

  /** What the process has trouble with is its own to end: it is said again. */
  private void endOfReports(PurchaseId purchase) {
    database
        .sql(
            """
            update purchases set attention = trouble, attention_reason = trouble_reason
            where id = ? and attention = ?
            """)
        .params(uuid(purchase), Attention.PLATFORM_REPORT.label())
        .update();
  }

  /**
   * What came of a reading.
   *
   * @param changed whether any row says something else now
   */
  private record Effect(String words, boolean changed) {}

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
