package licensing.payment.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.Money;
import licensing.payment.ReleaseResult;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

@Table("payment_attempts")
record AttemptRow(
    @Id @Embedded.Empty AttemptKey key,
    BigDecimal amount,
    String currency,
    AttemptState state,
    @Nullable String reason,
    @Nullable Instant chargingSince,
    @Nullable String platformReference,
    @Nullable Instant authorizedAt,
    @Nullable String card,
    @Nullable Instant capturedAt,
    @Nullable ReleaseResult givenBack,
    @Nullable Instant watchedUntil) {

  RecordedAttempt toAttempt() {
    return new RecordedAttempt(
        state, reason, chargingSince, authorization(), capturedAt, givenBack, watchedUntil);
  }

  private @Nullable Authorization authorization() {
    if (platformReference == null || authorizedAt == null) {
      return null;
    }
    Currency unit = Currency.getInstance(currency);
    return new Authorization(
        platformReference,
        authorizedAt,
        Money.of(amount, unit),
        Objects.requireNonNullElse(card, ""));
  }
}
