package licensing.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import licensing.payment.Money;

/**
 * Money as text, so that nobody takes it for a binary fraction.
 *
 * @param amount with the decimals of its currency, such as "57.00"
 */
@Schema(description = "An amount with the decimals of its currency")
public record Amount(
    @NotNull @Pattern(regexp = AMOUNT) @Schema(example = "19.00") String amount,
    @NotNull @Pattern(regexp = "^[A-Z]{3}$") @Schema(example = "USD", description = "ISO 4217")
        String currency) {

  private static final String AMOUNT = "^(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?$";

  public static Amount of(Money money) {
    return new Amount(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  /** Empty where there is no such currency, or it has not these decimals. */
  public Optional<Money> money() {
    try {
      return Optional.of(Money.of(new BigDecimal(amount), Currency.getInstance(currency)));
    } catch (IllegalArgumentException | ArithmeticException none) {
      return Optional.empty();
    }
  }
}
