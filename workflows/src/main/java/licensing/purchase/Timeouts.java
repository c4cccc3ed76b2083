package licensing.purchase;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every wait of a purchase in one place, given at its start so that a change of settings never
 * touches a running one. Tests shorten all of them together, which keeps their relations.
 *
 * @param subscribing how long a started purchase may stay without Subscribe Now
 * @param paying from Subscribe Now to a payment handed in
 * @param payingAfterDecline what is left at least when a card was declined
 * @param lateSale a sale that was not sent by then after its attempt became charging is abandoned
 * @param platformLimit after which the platform has decided any request it took; its own limit is
 *     60 s
 * @param unknownMargin added to the limit before "not found" may mean "not charged"
 * @param firstRetry the first wait after a failure; doubled up to {@code longestRetry}
 * @param unknownAttention how long a payment may be unknown before a person is asked to look
 * @param heartbeat after which a worker that waits for the platform in silence is taken for dead;
 *     our own processes, so never shortened
 */
public record Timeouts(
    Duration subscribing,
    Duration paying,
    Duration payingAfterDecline,
    Duration lateSale,
    Duration platformLimit,
    Duration unknownMargin,
    Duration firstRetry,
    Duration longestRetry,
    Duration unknownAttention,
    Duration heartbeat) {

  /** What production runs with. */
  public static final Timeouts PRODUCTION =
      new Timeouts(
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMillis(1_800));

  /** As a history holds them: in milliseconds, in the order of the components. */
  @JsonValue
  List<Long> inMilliseconds() {
    return Stream.of(
            subscribing,
            paying,
            payingAfterDecline,
            lateSale,
            platformLimit,
            unknownMargin,
            firstRetry,
            longestRetry,
            unknownAttention,
            heartbeat)
        .map(Duration::toMillis)
        .toList();
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Timeouts ofMilliseconds(List<Long> waits) {
    Iterator<Duration> next = waits.stream().map(Duration::ofMillis).iterator();
    Timeouts read =
        new Timeouts(
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next(),
            next.next());
    if (next.hasNext()) {
      throw new IllegalArgumentException("more waits than are known: " + waits);
    }
    // The same for nearly all purchases, of which very many wait at once.
    return read.equals(PRODUCTION) ? PRODUCTION : read;
  }

  public Timeouts {
    if (lateSale.compareTo(platformLimit) >= 0) {
      throw new IllegalArgumentException("a late sale must be abandoned before the limit is over");
    }
    if (unknownMargin.compareTo(lateSale) <= 0) {
      throw new IllegalArgumentException("the margin must outlast a sale that is sent late");
    }
    if (firstRetry.isZero() || firstRetry.isNegative()) {
      throw new IllegalArgumentException("retries must wait");
    }
  }

  /**
   * All waits for others divided by the same number, in whole milliseconds.
   *
   * @throws IllegalArgumentException where that leaves nothing of some of them
   */
  public Timeouts shortenedBy(int divisor) {
    return new Timeouts(
        shortened(subscribing, divisor),
        shortened(paying, divisor),
        shortened(payingAfterDecline, divisor),
        shortened(lateSale, divisor),
        shortened(platformLimit, divisor),
        shortened(unknownMargin, divisor),
        shortened(firstRetry, divisor),
        shortened(longestRetry, divisor),
        shortened(unknownAttention, divisor),
        heartbeat);
  }

  private static Duration shortened(Duration wait, int divisor) {
    return Duration.ofMillis(wait.toMillis() / divisor);
  }
}
