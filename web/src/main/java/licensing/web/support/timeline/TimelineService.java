package licensing.web.support.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.payment.braintree.PlatformStatements;
import licensing.payment.braintree.PlatformStatements.Statement;
import licensing.purchase.PurchaseId;
import licensing.reading.Timelines;
import licensing.web.process.PurchaseHistories;
import licensing.web.process.PurchaseHistories.History;
import licensing.web.support.timeline.Timeline.Missing;
import licensing.web.support.timeline.TimelineEntry.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks everybody who knows of a purchase what happened to it. */
@Component
public class TimelineService {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineService.class);

  /** The platform's own limit is longer than a reader waits. */
  private static final Duration PLATFORM_ANSWERS = Duration.ofSeconds(6);

  private final Timelines records;
  private final PlatformStatements platform;
  private final PurchaseHistories histories;
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

  TimelineService(Timelines records, PlatformStatements platform, PurchaseHistories histories) {
    this.records = records;
    this.platform = platform;
    this.histories = histories;
  }

  /** At once: what the database has. */
  public Timeline recorded(PurchaseId purchase) {
    return Timeline.of(
        records.of(purchase).stream().map(event -> TimelineEntry.of(event, platform)).toList());
  }

  /** The platform and Temporal too, both asked at the same time; without whom does not answer. */
  public Timeline whole(PurchaseId purchase) {
    var statements = statements(purchase);
    var history = histories.of(purchase);
    return with(history, with(statements.join(), recorded(purchase)));
  }

  private CompletableFuture<Optional<List<Statement>>> statements(PurchaseId purchase) {
    return CompletableFuture.supplyAsync(() -> Optional.of(platform.of(purchase)), asking)
        .orTimeout(PLATFORM_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(TimelineService::unanswered);
  }

  private static Optional<List<Statement>> unanswered(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof PlatformUnavailable) {
      LOG.warn("the payment platform is not read: {}", String.valueOf(cause.getCause()));
    } else {
      LOG.warn("the payment platform is not read", cause);
    }
    return Optional.empty();
  }

  private Timeline with(Optional<List<Statement>> statements, Timeline timeline) {
    return statements
        .map(
            told ->
                timeline.with(
                    Source.PLATFORM,
                    told.stream()
                        .flatMap(statement -> TimelineEntry.of(statement, platform))
                        .toList()))
        .orElseGet(() -> timeline.without(Missing.PLATFORM_AWAY));
  }

  private static Timeline with(History history, Timeline timeline) {
    return switch (history) {
      case History.Told(var moments) ->
          timeline.with(Source.TEMPORAL, moments.stream().map(TimelineEntry::of).toList());
      case History.Gone() -> timeline.without(Missing.HISTORY_GONE);
      case History.Away() -> timeline.without(Missing.HISTORY_AWAY);
    };
  }
}
