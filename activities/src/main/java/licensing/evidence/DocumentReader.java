package licensing.evidence;

import java.util.Optional;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the document of a purchase from its rows, in one statement: what may be several, in an
 * order of its own.
 */
final class DocumentReader {

  private static final String DOCUMENT =
      """
      select json_build_object(
        'version', %d,
        'purchase', purchase.id,
        'organization', purchase.organization_id,
        'user', purchase.user_id,
        'order', json_build_object(
          'offer', offer_kind, 'quantity', purchase.quantity,
          'unitPrice', unit_price || ' ' || currency, 'total', total || ' ' || currency,
          'periodDays', period_days, 'autoRenew', purchase.auto_renew,
          'subscribedAt', subscribed_at),
        'consent', json_build_object(
          'termsVersion', terms_version, 'locale', consent.locale, 'textHash', text_hash,
          'givenAt', given_at,
          'notes', array(
            select json_build_object('heading', heading, 'text', body) from terms_notes note
            where note.version = terms_version and note.locale = consent.locale
            order by position)),
        'attempts', array(
          select json_build_object(
            'number', number, 'amount', amount || ' ' || attempt.currency, 'state', state,
            'reason', reason, 'openedAt', opened_at, 'handedInAt', submitted_at,
            'chargingSince', charging_since, 'platformReference', platform_reference,
            'card', card, 'authorizedAt', authorized_at, 'capturedAt', captured_at,
            'givenBack', given_back, 'givenBackAt', given_back_at)
          from payment_attempts attempt
          left join submitted_payments submitted
            on submitted.purchase_id = attempt.purchase_id and submitted.attempt = number
          where attempt.purchase_id = purchase.id order by number),
        'surplus', array(
          select json_build_object(
            'attempt', attempt, 'platformReference', platform_reference, 'foundAt', found_at,
            'givenBack', given_back, 'givenBackAt', given_back_at)
          from surplus_payments where purchase_id = purchase.id
          order by found_at, platform_reference),
        'license', case when license.key is not null then json_build_object(
          'key', license.key, 'quantity', license.quantity, 'autoRenew', license.auto_renew,
          'startsAt', starts_at, 'endsAt', ends_at, 'suspendedAt', suspended_at,
          'suspendedReason', suspended_reason) end,
        'supportActions', array(
          select json_build_object(
            'action', action, 'operator', operator, 'reason', reason,
            'versionSeen', version_seen, 'actedAt', acted_at)
          from support_actions where purchase_id = purchase.id
          order by acted_at, action, version_seen),
        'reports', array(
          select json_build_object(
            'kind', kind, 'subject', subject, 'occurredAt', occurred_at,
            'receivedAt', received_at)
          from platform_notifications where purchase_id = purchase.id
          order by received_at, kind, subject, occurred_at),
        'end', json_build_object(
          'outcome', outcome, 'reason', outcome_reason, 'at', ended_at))
      from purchases purchase
      join consents consent on consent.purchase_id = purchase.id
      left join licenses license on license.purchase_id = purchase.id
      where purchase.id = ? and outcome is not null
      """
          .formatted(EvidenceDocument.VERSION);

  private final JdbcClient database;

  DocumentReader(JdbcClient database) {
    this.database = database;
  }

  /** Empty for a purchase that has not ended. */
  Optional<EvidenceDocument> read(PurchaseId purchase) {
    return database
        .sql(DOCUMENT)
        .param(purchase.value())
        .query(String.class)
        .optional()
        .map(json -> EvidenceDocument.read(json).orElseThrow());
  }
}
