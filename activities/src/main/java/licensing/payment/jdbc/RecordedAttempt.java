package licensing.payment.jdbc;

import java.time.Instant;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.ReleaseResult;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of an attempt.
 *
 * @param reason why it was declined, not charged, set back or is unknown
 * @param chargingSince when the request may have left for the platform, null before
 * @param authorization once the money is held
 * @param watchedUntil for how long money may yet appear for it, null where the platform said how it
 *     ended
 */
public record RecordedAttempt(
    AttemptState state,
    @Nullable String reason,
    @Nullable Instant chargingSince,
    @Nullable Authorization authorization,
    @Nullable Instant capturedAt,
    @Nullable ReleaseResult givenBack,
    @Nullable Instant watchedUntil) {}
