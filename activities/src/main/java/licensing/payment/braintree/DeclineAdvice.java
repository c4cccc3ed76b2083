package licensing.payment.braintree;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a buyer may be told of a card that was declined. The platform's own words are for support:
 * they would tell a thief which check has caught him, and an honest buyer that she is suspected. So
 * whatever speaks of a lost or stolen card, of fraud or of security has no reason here, and neither
 * has a code that is not known.
 */
public enum DeclineAdvice {
  /** Soft: the same card may do later. */
  INSUFFICIENT_FUNDS,
  EXPIRED,
  /** Number, date or security code; not which of them. */
  DETAILS,
  /** Soft: the bank can raise it. */
  LIMIT,
  /** This kind of payment, by the bank's or the cardholder's choice. */
  NOT_PERMITTED,
  CALL_BANK,
  /** Hard: nothing makes this card do. */
  ANOTHER_CARD,
  /** Soft: the bank was not reached, or could not say. */
  LATER,
  NO_REASON;

  /**
   * Codes of the processor, 2000 to 3000, by what its documentation advises the customer to do
   * (reference/general/processor-responses/authorization-responses). Those left out are generic,
   * about theft, fraud or security, or about us.
   */
  static final Map<String, DeclineAdvice> OF_CODE =
      Map.ofEntries(
          entry("2001", INSUFFICIENT_FUNDS),
          entry("2002", LIMIT),
          entry("2003", LIMIT),
          entry("2004", EXPIRED),
          entry("2005", DETAILS),
          entry("2006", DETAILS),
          entry("2007", DETAILS),
          entry("2008", DETAILS),
          entry("2009", DETAILS),
          entry("2010", DETAILS),
          entry("2011", CALL_BANK),
          entry("2015", NOT_PERMITTED),
          entry("2017", NOT_PERMITTED),
          entry("2018", NOT_PERMITTED),
          entry("2019", NOT_PERMITTED),
          entry("2022", ANOTHER_CARD),
          entry("2023", ANOTHER_CARD),
          entry("2024", ANOTHER_CARD),
          entry("2034", LATER),
          entry("2041", CALL_BANK),
          entry("2043", CALL_BANK),
          entry("2044", CALL_BANK),
          entry("2051", DETAILS),
          entry("2057", CALL_BANK),
          entry("2059", DETAILS),
          entry("2060", DETAILS),
          entry("2074", ANOTHER_CARD),
          entry("2075", ANOTHER_CARD),
          entry("2076", ANOTHER_CARD),
          entry("2086", LIMIT),
          entry("2098", LIMIT),
          entry("2099", CALL_BANK),
          entry("2101", CALL_BANK),
          entry("2104", LATER),
          entry("2105", LATER),
          entry("2106", NOT_PERMITTED),
          entry("2107", CALL_BANK),
          entry("2108", ANOTHER_CARD),
          entry("3000", LATER));

  private static final Pattern CODE = Pattern.compile("(\\d{4})(?: .*)?", Pattern.DOTALL);

  /**
   * @param reason why a card was declined, as it is recorded: the processor's code and its words,
   *     or the platform's own words
   */
  public static DeclineAdvice of(String reason) {
    Matcher code = CODE.matcher(reason);
    return code.matches() ? OF_CODE.getOrDefault(code.group(1), NO_REASON) : NO_REASON;
  }
}
