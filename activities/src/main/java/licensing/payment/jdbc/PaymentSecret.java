package licensing.payment.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * What the platform's form gave for one payment.
 *
 * @param value stands for the card; good for one sale
 * @param device what the form says of the browser, for the platform's fraud checks
 */
public record PaymentSecret(String value, @Nullable String device) {

  public PaymentSecret {
    if (value.isBlank() || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("not what the platform's form gives");
    }
  }

  @Override
  public String toString() {
    return "PaymentSecret[...]";
  }
}
