package licensing.reading.search;

import java.time.Duration;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Pager.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases are looked for. What is null is not asked.
 *
 * @param words the id of a purchase, of its payment attempt or of its workflow; id or name of an
 *     organization or a user; a payment's reference at the platform; a license key; or the last
 *     four digits of a card. Matched whole, names whatever their case; the beginning is enough of a
 *     purchase's id (eight signs), a license key (seven) and a user's name (three); empty for all
 *     purchases
 */
public record PurchaseFilter(
    String words,
    @Nullable Need need,
    @Nullable PurchaseStep step,
    @Nullable End end,
    @Nullable Age age,
    Order order) {

  /** All purchases. */
  public static PurchaseFilter of(Order order) {
    return new PurchaseFilter("", null, null, null, null, order);
  }

  /** What a bulk run was decided about, as the list is asked. */
  public static PurchaseFilter of(BulkQuestion asked) {
    boolean ends = asked.open() || asked.outcome() != null;
    Duration than = asked.longerAgo() == null ? asked.within() : asked.longerAgo();
    return new PurchaseFilter(
        asked.words(),
        asked.needingPerson() ? new Need(asked.attention()) : null,
        asked.step(),
        ends ? new End(asked.outcome()) : null,
        than == null ? null : new Age(asked.longerAgo() != null, than),
        Order.OLDEST);
  }

  /** As a bulk run is decided about it, whatever the order. */
  public BulkQuestion question() {
    return new BulkQuestion(
        words,
        need != null,
        need == null ? null : need.why(),
        step,
        end != null && end.outcome() == null,
        end == null ? null : end.outcome(),
        age != null && age.longer() ? age.than() : null,
        age != null && !age.longer() ? age.than() : null);
  }

  /** What rows of purchases must meet; what the words name is found out before. */
  Condition conditions() {
    return (need == null ? Condition.NONE : need.condition())
        .and(step == null ? Condition.NONE : condition(step))
        .and(end == null ? Condition.NONE : end.condition())
        .and(age == null ? Condition.NONE : age.condition());
  }

  /** Every step but the last is of an open purchase: said so, since those have an index. */
  private static Condition condition(PurchaseStep step) {
    return step == PurchaseStep.ENDED
        ? Condition.of("outcome is not null")
        : Condition.of("outcome is null and step = ?", step.name());
  }

  /**
   * That a person should look.
   *
   * @param why null for whatever reason
   */
  public record Need(@Nullable Attention why) {

    private Condition condition() {
      return why == null
          ? Condition.of("attention is not null")
          // What fails may stand behind what lasts.
          : Condition.of("attention is not null and ? in (attention, trouble)", why.label());
    }
  }

  /**
   * How it ended.
   *
   * @param outcome null for purchases that are still open
   */
  public record End(PurchaseOutcome.@Nullable Kind outcome) {

    private Condition condition() {
      return outcome == null
          ? Condition.of("outcome is null")
          : Condition.of("outcome = ?", outcome.name());
    }
  }

  /**
   * How long ago it was subscribed to, by the database's clock.
   *
   * @param longer whether longer ago than that, or else within
   */
  public record Age(boolean longer, Duration than) {

    private Condition condition() {
      return Condition.of(
          "subscribed_at %s now() - make_interval(secs => ?)".formatted(longer ? "<" : ">="),
          than.toSeconds());
    }
  }

  /** What comes first. */
  public enum Order {
    /** Purchases that need a person, who waits for the longest first; then the newest. */
    URGENT,
    NEWEST,
    OLDEST
  }
}
