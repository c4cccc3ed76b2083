package licensing.platform.card;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed of a card.
 *
 * @param cvv null if it was not asked for
 */
public record CardEntry(
    CardNumber number, String expirationDate, @Nullable String cvv, @Nullable String cardholder) {
  private static final Pattern DATE = Pattern.compile("([0-9]{1,2})\\s*/?\\s*(?:20)?([0-9]{2})");

  /** What is wrong with a field, with the gateway's code for it. */
  public record FieldError(String field, String code, String message) {}

  /**
   * @param fields gives a field by its name, such as {@code expirationDate}; null if it is missing
   */
  public static CardEntry read(Function<String, @Nullable String> fields) {
    return new CardEntry(
        CardNumber.of(stripped(fields.apply("number"))),
        expiration(fields),
        fields.apply("cvv"),
        fields.apply("cardholderName"));
  }

  /** The gateway takes cards that have expired: the bank decides. */
  public List<FieldError> errors() {
    List<FieldError> errors = new ArrayList<>();
    if (number.digits().isEmpty()) {
      errors.add(new FieldError("number", "81714", "Credit card number is required."));
    } else if (!number.isValid()) {
      errors.add(new FieldError("number", "81715", "Credit card number is invalid."));
    }
    if (expirationDate.isEmpty()) {
      errors.add(new FieldError("expirationDate", "81709", "Expiration date is required."));
    } else if (expiration().isEmpty()) {
      errors.add(new FieldError("expirationDate", "81710", "Expiration date is invalid."));
    }
    cvvError().ifPresent(errors::add);
    return errors;
  }

  private Optional<FieldError> cvvError() {
    if (cvv == null || cvv.strip().matches("[0-9]{" + number.cvvLength() + "}")) {
      return Optional.empty();
    }
    return Optional.of(
        cvv.isBlank()
            ? new FieldError("cvv", "81706", "CVV is required.")
            : new FieldError("cvv", "81707", "CVV must have the card's number of digits."));
  }

  /** Whether the month is there and is over. */
  public boolean hasExpired(Instant now) {
    YearMonth today = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return expiration().filter(month -> month.isBefore(today)).isPresent();
  }

  /** What may be kept of it; to be asked for without errors only. */
  public Card card(Secrets secrets) {
    YearMonth month = expiration().orElseThrow();
    return new Card(
        number.type(),
        number.bin(),
        number.last4(),
        "%02d/%d".formatted(month.getMonthValue(), month.getYear()),
        secrets.digest("card", number.digits()),
        cardholder);
  }

  /** A nonce for it that has no name yet; to be asked for without errors only. */
  public PaymentNonce nonce(Secrets secrets, Instant now) {
    return new PaymentNonce(
        "",
        card(secrets),
        TestCards.behaviour(number),
        TestCards.scenario(number),
        null,
        null,
        now,
        null);
  }

  private Optional<YearMonth> expiration() {
    Matcher date = DATE.matcher(expirationDate);
    if (!date.matches()) {
      return Optional.empty();
    }
    int month = Integer.parseInt(date.group(1));
    int year = 2000 + Integer.parseInt(date.group(2));
    return month < 1 || month > 12 ? Optional.empty() : Optional.of(YearMonth.of(year, month));
  }

  /** In one field, or the month and the year in two. */
  private static String expiration(Function<String, @Nullable String> fields) {
    String month = stripped(fields.apply("expirationMonth"));
    return month.isEmpty()
        ? stripped(fields.apply("expirationDate"))
        : month + "/" + stripped(fields.apply("expirationYear"));
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** Without what was typed: records are printed in logs. */
  @Override
  public String toString() {
    return "CardEntry[hidden]";
  }
}
