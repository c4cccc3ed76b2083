package licensing.purchase.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import licensing.purchase.message.MoneyDecision;
import licensing.purchase.message.SupportRequest;
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

  /**
   * What lasts is said over whatever the process has trouble with. Lost money is the graver of the
   * two.
   */
  @Modifying
  @Query(
      """
      update purchases set attention = :attention, attention_reason = :why
      where id = :id and (attention, attention_reason) is distinct from (:attention, :why)
        and (coalesce(attention, '') not in (:lasting) or :attention = 'money-lost')
      """)
  int noteLasting(UUID id, String attention, String why, Collection<String> lasting);

  /**
   * What is said of a purchase is counted by who says it.
   *
   * @return 1, or 0 where something newer was said already
   */
  @Modifying
  @Query(
      """
      update purchases set attention_sequence = :sequence
      where id = :id and attention_sequence < :sequence
      """)
  int hear(UUID id, long sequence);

  /** Said at once, or underneath what lasts until that is settled. */
  @Modifying
  @Query(
      """
      update purchases set trouble = :trouble, trouble_reason = :why,
        attention = case when attention in (:lasting) then attention else :trouble end,
        attention_reason = case when attention in (:lasting) then attention_reason else :why end
      where id = :id
        and ((trouble, trouble_reason) is distinct from (:trouble, :why)
          or coalesce(attention, '') not in (:lasting)
            and (attention, attention_reason) is distinct from (:trouble, :why))
      """)
  int noteTrouble(
      UUID id, @Nullable String trouble, @Nullable String why, Collection<String> lasting);

  /** Of those that outlast the process, which only a person ends. */
  @Modifying
  @Query(
      """
      update purchases set attention = trouble, attention_reason = trouble_reason
      where id = :id and attention in (:lasting)
      """)
  void settleAttention(UUID id, Collection<String> lasting);

  /**
   * Only where the version that was seen is the newest.
   *
   * @param proposed null for what is done and not proposed
   */
  @Modifying
  @Query(
      """
      insert into support_actions (
        purchase_id, action, version_seen, operator, reason, proposes, reference)
      select id, :action, version, :#{#request.operator()}, :#{#request.reason()},
        cast(:#{#proposed?.action()?.name()} as text), cast(:#{#proposed?.reference()} as text)
      from purchases where id = :id and version = :#{#request.versionSeen()}
      on conflict do nothing
      """)
  int addSupportAction(
      UUID id, String action, SupportRequest request, @Nullable MoneyDecision proposed);

  @Query(
      """
      select exists (
        select from standing_proposals
        where purchase_id = :id and action = :action and operator <> :operator)
      """)
  boolean isProposedByAnother(UUID id, String action, String operator);

  @Query("select total, currency from purchases where id = :id")
  Optional<Price> price(UUID id);

  @Query(
      """
      select exists (
        select from support_actions
        where purchase_id = :id and action = :action and version_seen = :#{#request.versionSeen()}
          and operator = :#{#request.operator()} and reason = :#{#request.reason()})
      """)
  boolean isNoted(UUID id, String action, SupportRequest request);

  /** Null where nobody acted on that version. */
  @Query(
      """
      select operator || ' was faster: ' || action from support_actions
      where purchase_id = :id and version_seen = :versionSeen
      """)
  @Nullable String actionOn(UUID id, long versionSeen);

  @Modifying
  @Query(
      """
      update purchases set pay_before = cast(:#{#payBefore.toString()} as timestamptz)
      where id = :id and outcome is null
        and pay_before < cast(:#{#payBefore.toString()} as timestamptz)
      """)
  int extendDeadline(UUID id, Instant payBefore);
}
