package licensing.local.storm.judge;

import java.util.Locale;

/**
 * A rule that does not hold.
 *
 * @param subject the purchase, or what else it is about
 */
public record Violation(Rule rule, String subject, String what) {

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(rule.name().toLowerCase(Locale.ROOT), subject, what);
  }
}
