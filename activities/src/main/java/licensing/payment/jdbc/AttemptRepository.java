package licensing.payment.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import licensing.payment.AttemptState;
import licensing.payment.ReleaseResult;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Every change is an insert-once or a compare-and-set: the number of rows says who was first. */
interface AttemptRepository extends Repository<AttemptRow, AttemptKey> {

  Optional<AttemptRow> findById(AttemptKey key);

  @Modifying
  @Query(
      """
      insert into payment_attempts (purchase_id, number, amount, currency, state)
      select id, :number, :amount, :currency, 'OPEN' from purchases
      where id = :purchaseId and outcome is null
      on conflict do nothing
      """)
  int open(UUID purchaseId, int number, BigDecimal amount, String currency);

  @Modifying
  @Query(
      """
      update payment_attempts set state = :after, state_since = now()
      where purchase_id = :purchaseId and number = :number and state = :before
      """)
  int change(UUID purchaseId, int number, AttemptState before, AttemptState after);

  @Modifying
  @Query(
      """
      update payment_attempts set state = 'CLOSED', state_since = now()
      where purchase_id = :id and state = 'OPEN'
      """)
  int closeOpen(UUID id);

  @Modifying
  @Query(
      """
      update payment_attempts set state = 'CHARGING', state_since = now(), charging_since = :now,
        reason = null
      where purchase_id = :purchaseId and number = :number and state = 'SUBMITTED'
      """)
  int startCharging(UUID purchaseId, int number, Instant now);

  @Modifying
  @Query(
      """
      update payment_attempts set state = 'SUBMITTED', state_since = now(), charging_since = null,
        reason = :reason
      where purchase_id = :purchaseId and number = :number
        and state = 'CHARGING' and charging_since = :since
      """)
  int setBack(UUID purchaseId, int number, Instant since, String reason);

  @Modifying
  @Query(
      """
      update payment_attempts set state = :after, state_since = now(), reason = :reason
      where purchase_id = :purchaseId and number = :number
        and state in ('CHARGING', 'UNKNOWN') and charging_since = :since
        and (state, coalesce(reason, '')) is distinct from (:after, :reason)
      """)
  int decide(UUID purchaseId, int number, Instant since, AttemptState after, String reason);

  @Modifying
  @Query(
      """
      update payment_attempts set watched_until = now() + interval '24 hours'
      where purchase_id = :purchaseId and number = :number
      """)
  int watch(UUID purchaseId, int number);

  @Modifying
  @Query(
      """
      update payment_attempts set state = 'AUTHORIZED', state_since = now(), reason = null,
        platform_reference = :reference, authorized_at = :authorizedAt, card = :card
      where purchase_id = :purchaseId and number = :number
        and state in ('CHARGING', 'UNKNOWN') and charging_since = :since
      """)
  int authorize(
      UUID purchaseId,
      int number,
      Instant since,
      String reference,
      Instant authorizedAt,
      String card);

  @Modifying
  @Query(
      """
      update payment_attempts set captured_at = now()
      where purchase_id = :purchaseId and number = :number
        and state = 'AUTHORIZED' and captured_at is null
      """)
  int capture(UUID purchaseId, int number);

  @Modifying
  @Query(
      """
      update payment_attempts set given_back = :how, given_back_at = now()
      where purchase_id = :purchaseId and number = :number
        and state = 'AUTHORIZED' and given_back is null
      """)
  int giveBack(UUID purchaseId, int number, ReleaseResult how);
}
