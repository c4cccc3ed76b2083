package licensing.license.jdbc;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Every change is an insert-once or a compare-and-set: the number of rows says who was first. */
interface LicenseRepository extends Repository<LicenseRow, String> {

  Optional<LicenseRow> findByPurchaseId(UUID purchaseId);

  /** Whoever locks the row first, activation or its abandonment, has decided. */
  @Query("select activation_abandoned from purchases where id = :id for no key update")
  @Nullable String lockAndReadFence(UUID id);

  @Modifying
  @Query(
      """
      update purchases set activation_abandoned = :reason
      where id = :id and activation_abandoned is null
      """)
  int setFence(UUID id, String reason);

  @Query(
      "select exists (select 1 from organizations where id = :organization and closed_at is null)")
  boolean isOpen(UUID organization);

  @Modifying
  @Query(
      """
      insert into licenses (
        key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at, ends_at)
      values (
        :#{#row.key()}, :#{#row.purchaseId()}, :#{#row.organizationId()}, :#{#row.kind().name()},
        :#{#row.quantity()}, :#{#row.autoRenew()}, cast(:#{#row.startsAt().toString()} as timestamptz), cast(:#{#row.endsAt().toString()} as timestamptz))
      on conflict (purchase_id) do nothing
      """)
  int add(LicenseRow row);

  @Modifying
  @Query(
      """
      update licenses set suspended_at = now(), suspended_reason = :reason
      where purchase_id = :purchaseId and suspended_at is null
      """)
  int suspend(UUID purchaseId, String reason);
}
