package licensing.purchase.jdbc;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Every change is an insert-once or a compare-and-set: the number of rows says who was first. */
interface PurchaseRepository extends Repository<SubscriptionRow, UUID> {

  @Modifying
  @Query(
      """
      insert into purchases (
        id, organization_id, user_id, offer_kind, unit_price, currency, period_days,
        minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity, auto_renew, total,
        subscribed_at, pay_before, step)
      values (
        :#{#row.id()}, :#{#row.organizationId()}, :#{#row.userId()}, :#{#row.offerKind().name()},
        :#{#row.unitPrice()}, :#{#row.currency()}, :#{#row.periodDays()},
        :#{#row.minimumQuantity()}, :#{#row.maximumQuantity()},
        :#{#row.autoRenewalSelectable()}, :#{#row.quantity()}, :#{#row.autoRenew()},
        :#{#row.total()}, cast(:#{#row.subscribedAt().toString()} as timestamptz), cast(:#{#row.payBefore().toString()} as timestamptz), 'CONFIRM_REDIRECT')
      on conflict do nothing
      """)
  int add(SubscriptionRow row);

  @Modifying
  @Query(
      """
      insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
      values (
        :#{#row.purchaseId()}, :#{#row.userId()}, :#{#row.termsVersion()}, :#{#row.textHash()},
        :#{#row.locale()}, cast(:#{#row.givenAt().toString()} as timestamptz))
      on conflict do nothing
      """)
  int add(ConsentRow row);

  /** Null while it is open. */
  @Query("select outcome from purchases where id = :id")
  @Nullable String outcome(UUID id);

  @Modifying
  @Query(
      """
      update purchases set attention = :attention, attention_reason = :why
      where id = :id and (attention, attention_reason) is distinct from (:attention, :why)
        and (attention is null or attention not in ('money-lost', 'platform-report')
          or :attention = 'money-lost')
      """)
  int noteAttention(UUID id, @Nullable String attention, @Nullable String why);

  @Modifying
  @Query(
      """
      insert into support_actions (purchase_id, action, version_seen, operator, reason)
      values (:id, :action, :versionSeen, :operator, :reason)
      on conflict do nothing
      """)
  int addSupportAction(UUID id, String action, long versionSeen, String operator, String reason);
}
