package licensing.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import licensing.document.Documents;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is to be shown of a purchase when everything else is gone. Its JSON is stored for good:
 * fields in the order of these records, absent values as null, times in UTC, amounts such as "57.00
 * USD". What it says is never changed; what is added makes another {@link #VERSION}.
 *
 * @param version of this form
 * @param attempts by their number
 * @param surplus money that came late or twice, by the time it was found
 * @param license null where none was activated
 * @param documents invoices, receipts and what followed on them; null in documents before version 4
 * @param reports of the payment platform, such as disputes
 */
public record EvidenceDocument(
    int version,
    UUID purchase,
    UUID organization,
    UUID user,
    Order order,
    Consent consent,
    List<Attempt> attempts,
    List<SurplusPayment> surplus,
    @Nullable License license,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<IssuedDocument> documents,
    List<SupportAction> supportActions,
    List<Report> reports,
    End end) {

  public static final int VERSION = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  /** Also keeps out what is JSON and no document. */
  public EvidenceDocument {
    Objects.requireNonNull(purchase);
    Objects.requireNonNull(organization);
    Objects.requireNonNull(user);
    Objects.requireNonNull(order);
    Objects.requireNonNull(consent);
    Objects.requireNonNull(end);
    attempts = List.copyOf(attempts);
    surplus = List.copyOf(surplus);
    documents = documents == null ? null : List.copyOf(documents);
    supportActions = List.copyOf(supportActions);
    reports = List.copyOf(reports);
  }

  /**
   * What was subscribed to.
   *
   * @param test whether nothing was sold in earnest; null in documents before version 5
   */
  public record Order(
      String offer,
      int quantity,
      String unitPrice,
      String total,
      int periodDays,
      boolean autoRenew,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean test,
      Instant subscribedAt) {

    public Order {
      unitPrice = amount(unitPrice);
      total = amount(total);
      Objects.requireNonNull(subscribedAt);
    }
  }

  /**
   * What was consented to, word for word.
   *
   * @param textHash as it was computed when the consent was given
   */
  public record Consent(
      int termsVersion, String locale, String textHash, Instant givenAt, List<Terms.Note> notes) {

    public Consent {
      Objects.requireNonNull(textHash);
      Objects.requireNonNull(locale);
      Objects.requireNonNull(givenAt);
      if (termsVersion < 1) {
        throw new IllegalArgumentException("no such version of the terms");
      }
      notes = List.copyOf(notes);
    }

    /** The text as it is written here. */
    public Terms terms() {
      return new Terms(new Terms.Version(termsVersion), locale, notes);
    }
  }

  /**
   * One try to be paid.
   *
   * @param handedInAt when the payment page gave us a payment
   * @param chargingSince when the request was about to leave for the platform
   * @param card in masked words
   */
  public record Attempt(
      int number,
      String amount,
      String state,
      @Nullable String reason,
      Instant openedAt,
      @Nullable Instant handedInAt,
      @Nullable Instant chargingSince,
      @Nullable String platformReference,
      @Nullable String card,
      @Nullable Instant authorizedAt,
      @Nullable Instant capturedAt,
      @Nullable String givenBack,
      @Nullable Instant givenBackAt) {

    public Attempt {
      amount = EvidenceDocument.amount(amount);
    }
  }

  public record SurplusPayment(
      int attempt,
      String platformReference,
      Instant foundAt,
      @Nullable String givenBack,
      @Nullable Instant givenBackAt) {}

  public record License(
      String key,
      int quantity,
      boolean autoRenew,
      Instant startsAt,
      Instant endsAt,
      @Nullable Instant suspendedAt,
      @Nullable String suspendedReason,
      @Nullable Instant reinstatedAt) {

    public License {
      Objects.requireNonNull(key);
    }
  }

  /**
   * A document that the buyer has.
   *
   * @param hash SHA-256, in hexadecimal, of its row, of which alone its files are made
   */
  public record IssuedDocument(String number, String kind, String hash) {

    public IssuedDocument {
      Objects.requireNonNull(number);
      Objects.requireNonNull(hash);
    }
  }

  /**
   * @param operator login name at that time, in documents before version 3; null from then on: what
   *     is never changed must not name people, who may ask to be erased
   * @param operatorId who that is; null for what was done before it was kept
   */
  public record SupportAction(
      String action,
      @Nullable String operator,
      @Nullable UUID operatorId,
      String reason,
      long versionSeen,
      Instant actedAt) {}

  public record Report(String kind, String subject, Instant occurredAt, Instant receivedAt) {}

  public record End(String outcome, @Nullable String reason, Instant at) {

    public End {
      Objects.requireNonNull(outcome);
      Objects.requireNonNull(at);
    }
  }

  /** With the decimals of its currency: a row may have more zeros. */
  private static String amount(String text) {
    String[] parts = text.split(" ", 2);
    return Money.of(new BigDecimal(parts[0]), Currency.getInstance(parts[1])).toString();
  }

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /** Empty for a text that is no document. */
  public static Optional<EvidenceDocument> read(String json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, EvidenceDocument.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the document of a purchase from its rows, in one statement: what may be several, in an
   * order of its own.
   */
  static final class DocumentReader {

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
            'periodDays', period_days, 'autoRenew', purchase.auto_renew, 'test', purchase.test,
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
            'suspendedReason', suspended_reason, 'reinstatedAt', reinstated_at) end,
          'documents', array(
            select json_build_object('number', number, 'kind', %s,
              'hash', encode(sha256(convert_to(content, 'UTF8')), 'hex'))
            from documents where purchase_id = purchase.id order by written_at, number),
          'supportActions', array(
            select json_build_object(
              'action', action, 'operator', null,
              'operatorId', coalesce(operator_id, (select id from users where name = operator)),
              'reason', reason, 'versionSeen', version_seen, 'actedAt', acted_at)
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
            .formatted(EvidenceDocument.VERSION, Documents.KIND);

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
}
