package licensing.document;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.document.Document.Consent;
import licensing.document.Document.Item;
import licensing.document.Document.Original;
import licensing.document.Document.Party;
import licensing.document.Document.Payment;
import licensing.document.Document.Tax;
import licensing.offer.Offer;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes documents, in the transaction that records the money: with the purchase's row locked, and
 * before its evidence is kept. The counter is locked between the two, so that nobody waits
 * crosswise; whatever is rolled back gives its number back.
 */
@Component
public final class Documents {

  /** Of a row, as {@link Document#kind()} has it. */
  public static final String KIND =
      """
      case when credited > 0 then 'CREDIT_NOTE' when credited < 0 then 'DEBIT_NOTE'
        when content::jsonb #>> '{buyer,country}' is not null
          and scale(split_part(content::jsonb ->> 'total', ' ', 1)::numeric) <= 2 then 'INVOICE'
        else 'RECEIPT' end
      """;

  private final JdbcClient database;
  private final SellerSettings seller;
  private final Outbox outbox;

  Documents(JdbcClient database, SellerSettings seller, Outbox outbox) {
    this.database = database;
    this.seller = seller;
    this.outbox = outbox;
  }

  /** The money of an attempt was taken: an invoice, or a receipt where no address is known. */
  public void paid(PurchaseId purchase, int attempt) {
    if (!seller.isKnown()) {
      return;
    }
    Number number = next(isTest(purchase));
    add(purchase, "", null, number, sold(purchase, attempt, number));
  }

  /**
   * Money went back: a credit note, once for each subject, and for no more than was paid. None
   * where nothing was written when it was taken.
   *
   * @param subject what went back, by the platform's id
   * @param amount null for all that is left of it
   */
  public void wentBack(PurchaseId purchase, String subject, @Nullable Money amount) {
    if (!seller.isKnown()) {
      return;
    }
    original(purchase, subject)
        .ifPresent(
            paid -> {
              BigDecimal credited = paid.left();
              if (amount != null && amount.amount().compareTo(credited) < 0) {
                credited = amount.amount();
              }
              if (credited.signum() > 0) {
                Number number = next(paid.document().isTest());
                add(purchase, subject, credited, number, credit(paid.document(), credited, number));
              }
            });
  }

  /**
   * Money that was said to go back did not arrive, and is with us still: a debit note takes the
   * credit note back, once for each refund, so that another refund is credited again. None where
   * nothing was credited.
   *
   * @param payment of which it was a refund, by the platform's id
   * @param refund by the platform's id
   * @param amount null for all of the credit note
   */
  public void neverArrived(
      PurchaseId purchase, String payment, String refund, @Nullable Money amount) {
    if (!seller.isKnown()) {
      return;
    }
    credited(purchase, payment, refund)
        .ifPresent(
            note -> {
              BigDecimal debited = note.of(amount);
              if (debited.signum() > 0) {
                Number number = next(note.document().isTest());
                add(
                    purchase,
                    "failed " + refund,
                    debited.negate(),
                    number,
                    debit(note.document(), note.paid(), debited, number));
              }
            });
  }

  private boolean isTest(PurchaseId purchase) {
    return database
        .sql("select test from purchases where id = ?")
        .param(purchase.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Of the year in UTC.
   *
   * @param test whether of the series of tests, so that they leave no gap in the other
   */
  private Number next(boolean test) {
    String prefix = test ? Document.TEST : "";
    String series = prefix + seller.identity();
    return database
        .sql(
            """
            insert into document_numbers (seller, year, last)
            values (?, extract(year from now() at time zone 'UTC'), 1)
            on conflict (seller, year) do update set last = document_numbers.last + 1
            returning year, last, (now() at time zone 'UTC')::date as day
            """)
        .param(series)
        .query(
            (row, index) ->
                new Number(
                    series,
                    prefix + "%d-%06d".formatted(row.getInt("year"), row.getInt("last")),
                    row.getObject("day", LocalDate.class)))
        .single();
  }

  private void add(
      PurchaseId purchase,
      String subject,
      @Nullable BigDecimal credited,
      Number number,
      Document document) {
    database
        .sql(
            """
            with added as (
              insert into documents (id, seller, number, purchase_id, subject, credited, content)
              values (:id, :seller, :number, :purchase, :subject, :credited, :content) returning id)
            insert into documents_unmade (document_id) select id from added
            """)
        .param("id", UUID.randomUUID())
        .param("seller", number.series())
        .param("number", number.text())
        .param("purchase", purchase.value())
        .param("subject", subject)
        .param("credited", credited, Types.NUMERIC)
        .param("content", document.toJson())
        .update();
    // Each seller has a series of numbers of their own.
    outbox.record(OutboxEvent.DOCUMENT_ISSUED, purchase, number.text(), number.series(), Map.of());
  }

  private Document sold(PurchaseId purchase, int attempt, Number number) {
    return database
        .sql(
            """
            select purchase.*, platform_reference, card, authorized_at, terms_version, text_hash,
              consent.locale, organization.name as organization, orders.number as order_number,
              coalesce(starts_at, authorized_at) as starts_at,
              coalesce(ends_at, authorized_at + make_interval(days => period_days)) as ends_at,
              company, address, postcode, city, country, vat_id, email
            from purchases purchase
            join payment_attempts attempt
              on attempt.purchase_id = purchase.id and attempt.number = ?
            join consents consent on consent.purchase_id = purchase.id
            join organizations organization on organization.id = purchase.organization_id
            left join licenses license on license.purchase_id = purchase.id
            left join billing_details details on details.organization_id = purchase.organization_id
            left join order_numbers orders on orders.purchase_id = purchase.id
              and orders.organization_id = purchase.organization_id
            where purchase.id = ?
            """)
        .params(attempt, purchase.value())
        .query((row, index) -> sold(row, number))
        .single();
  }

  private Document sold(ResultSet row, Number number) throws SQLException {
    Columns columns = new Columns(row);
    Party buyer = buyer(row);
    Money total = columns.money("total");
    return new Document(
        Document.VERSION,
        number.text(),
        number.day(),
        columns.text("locale"),
        seller.party(),
        buyer,
        row.getString("order_number"),
        columns.uuid("id"),
        new Item(
            Offer.Kind.valueOf(columns.text("offer_kind")),
            row.getInt("quantity"),
            false,
            day(columns.instant("starts_at")),
            // The end itself is not in the period.
            day(columns.instant("ends_at").minusMillis(1))),
        total,
        Tax.in(total, seller.rule(buyer.country(), buyer.vatId()), seller.taxPercent()),
        new Payment(
            number.day(),
            columns.text("platform_reference"),
            Optional.ofNullable(row.getString("card")).orElse("")),
        new Consent(row.getInt("terms_version"), columns.text("text_hash")),
        null,
        null);
  }

  private static Party buyer(ResultSet row) throws SQLException {
    String company = row.getString("company");
    return company == null
        ? Party.named(new Columns(row).text("organization"))
        : new Party(
            company,
            row.getString("address"),
            row.getString("postcode"),
            row.getString("city"),
            row.getString("country"),
            row.getString("vat_id"),
            null,
            null,
            row.getString("email"));
  }

  /** By the tax of the document it is about, whatever the settings are now. */
  private static Document credit(Document paid, BigDecimal amount, Number number) {
    Payment returned = new Payment(number.day(), paid.payment().reference(), paid.payment().card());
    return following(paid, amount, number, returned, Original.of(paid), null);
  }

  /** It was paid when it was paid first. */
  private static Document debit(Document note, Document paid, BigDecimal amount, Number number) {
    return following(note, amount, number, paid.payment(), null, Original.of(note));
  }

  private static Document following(
      Document before,
      BigDecimal amount,
      Number number,
      Payment payment,
      @Nullable Original credited,
      @Nullable Original debited) {
    Money total = Money.of(amount, before.total().currency());
    Item item = before.item();
    boolean part = item.part() || total.amount().compareTo(before.total().amount()) < 0;
    return new Document(
        Document.VERSION,
        number.text(),
        number.day(),
        before.language(),
        before.seller(),
        before.buyer(),
        before.orderNumber(),
        before.purchase(),
        new Item(item.offer(), part ? 1 : item.quantity(), part, item.from(), item.until()),
        total,
        Tax.in(total, before.tax().rule(), before.tax().percent()),
        payment,
        before.consent(),
        credited,
        debited);
  }

  /** Empty where there is none, or a credit note of that subject already. */
  private Optional<Paid> original(PurchaseId purchase, String subject) {
    return database
        .sql(
            """
            select content, (
              select coalesce(sum(credited), 0) from documents
              where purchase_id = paid.purchase_id and subject <> '') as credited
            from documents paid
            where purchase_id = :purchase and subject = '' and not exists (
              select from documents where purchase_id = :purchase and subject = :subject)
            """)
        .param("purchase", purchase.value())
        .param("subject", subject)
        .query(
            (row, index) ->
                new Paid(
                    Document.read(new Columns(row).text("content")), row.getBigDecimal("credited")))
        .optional();
  }

  /**
   * The credit note of a refund: its own, or that of the whole payment, which we gave back. Empty
   * where there is none, or a debit note of that refund already.
   */
  private Optional<Credited> credited(PurchaseId purchase, String payment, String refund) {
    return database
        .sql(
            """
            select note.content, paid.content as paid, (
              select coalesce(sum(-credited), 0) from documents debit
              where debit.purchase_id = :purchase and debit.credited < 0
                and debit.content::jsonb #>> '{debited,number}' = note.number) as debited
            from documents note
            join documents paid on paid.purchase_id = note.purchase_id and paid.subject = ''
            where note.purchase_id = :purchase and note.credited > 0
              and note.subject in (:refund, (
                select 'attempt ' || number from payment_attempts
                where purchase_id = :purchase and platform_reference = :payment))
              and not exists (
                select from documents
                where purchase_id = :purchase and subject = 'failed ' || :refund)
            order by note.subject = :refund desc limit 1
            """)
        .param("purchase", purchase.value())
        .param("payment", payment)
        .param("refund", refund)
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new Credited(
                  Document.read(columns.text("content")),
                  Document.read(columns.text("paid")),
                  row.getBigDecimal("debited"));
            })
        .optional();
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /**
   * @param series the seller's, or that of their tests
   */
  private record Number(String series, String text, LocalDate day) {}

  private record Paid(Document document, BigDecimal credited) {

    BigDecimal left() {
      return document.total().amount().subtract(credited);
    }
  }

  /**
   * A credit note.
   *
   * @param paid of which it is one
   * @param debited how much of it was taken back
   */
  private record Credited(Document document, Document paid, BigDecimal debited) {

    /** As much of the amount as is left of it. */
    BigDecimal of(@Nullable Money amount) {
      BigDecimal left = document.total().amount().subtract(debited);
      return amount == null ? left : amount.amount().min(left);
    }
  }
}
