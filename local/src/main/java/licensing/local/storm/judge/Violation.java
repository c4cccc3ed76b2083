package licensing.local.storm.judge;

/**
 * A rule that does not hold.
 *
 * @param subject the purchase, or what else it is about
 */
public record Violation(Rule rule, String subject, String what) {

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(rule.name().toLowerCase(java.util.Locale.ROOT), subject, what);
  }
}
