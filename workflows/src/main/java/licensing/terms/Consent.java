package licensing.terms;

import java.time.Instant;

/**
 * The evidence of which text was accepted, and when. Who accepted it is the buyer of the purchase.
 *
 * @param termsVersion the version shown
 * @param textHash SHA-256 of the text shown, in hexadecimal
 * @param locale language tag of the text shown
 * @param givenAt when Subscribe Now arrived at the console; of a subscription, when it was accepted
 */
public record Consent(TermsVersion termsVersion, String textHash, String locale, Instant givenAt) {

  /** The same, given at that moment. */
  public Consent at(Instant moment) {
    return new Consent(termsVersion, textHash, locale, moment);
  }
}
