package licensing.platform.form;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the buyer typed into the three fields. */
record CardEntry(CardNumber number, String expirationDate, String cvv) {
  private static final Pattern DATE = Pattern.compile("([0-9]{1,2})\\s*/?\\s*(?:20)?([0-9]{2})");

  /** What is wrong with a field, with the gateway's code for it. */
  record FieldError(String field, String code, String message) {}

  static CardEntry read(Map<?, ?> card) {
    return new CardEntry(
        CardNumber.of(text(card, "number")), text(card, "expirationDate"), text(card, "cvv"));
  }

  List<FieldError> errors(Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (number.digits().isEmpty()) {
      errors.add(new FieldError("number", "81714", "Credit card number is required."));
    } else if (!number.isValid()) {
      errors.add(new FieldError("number", "81715", "Credit card number is invalid."));
    }
    dateError(now).ifPresent(errors::add);
    if (cvv.isEmpty()) {
      errors.add(new FieldError("cvv", "81706", "CVV is required."));
    } else if (!cvv.matches("[0-9]{" + number.cvvLength() + "}")) {
      errors.add(new FieldError("cvv", "81707", "CVV must have the card's number of digits."));
    }
    return errors;
  }

  private Optional<FieldError> dateError(Instant now) {
    if (expirationDate.isEmpty()) {
      return Optional.of(new FieldError("expirationDate", "81709", "Expiration date is required."));
    }
    YearMonth today = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return expiration().filter(month -> !month.isBefore(today)).isPresent()
        ? Optional.empty()
        : Optional.of(new FieldError("expirationDate", "81710", "Expiration date is invalid."));
  }

  Optional<YearMonth> expiration() {
    Matcher date = DATE.matcher(expirationDate);
    if (!date.matches()) {
      return Optional.empty();
    }
    int month = Integer.parseInt(date.group(1));
    int year = 2000 + Integer.parseInt(date.group(2));
    return month < 1 || month > 12 ? Optional.empty() : Optional.of(YearMonth.of(year, month));
  }

  private static String text(Map<?, ?> card, String name) {
    Object value = card.get(name);
    return value == null ? "" : value.toString().strip();
  }

  /** Without what was typed: records are printed in logs. */
  @Override
  public String toString() {
    return "CardEntry[hidden]";
  }
}
