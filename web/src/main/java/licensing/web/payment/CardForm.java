package licensing.web.payment;

import org.jspecify.annotations.Nullable;

/**
 * What the platform's form gave to the page.
 *
 * @param nonce stands for the card, once; secret
 * @param deviceData what the form says of the browser
 */
record CardForm(@Nullable String nonce, @Nullable String deviceData) {

  /** Longer is nothing that the platform's form gives. */
  private static final int LONGEST = 10_000;

  boolean isUsable() {
    return nonce != null
        && !nonce.isBlank()
        && nonce.indexOf('\n') < 0
        && nonce.length() <= 500
        && device().length() <= LONGEST;
  }

  private String device() {
    return deviceData == null ? "" : deviceData;
  }

  @Override
  public String toString() {
    return "CardForm[]";
  }
}
