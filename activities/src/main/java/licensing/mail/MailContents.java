package licensing.mail;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.document.Document;
import licensing.mail.MailContent.Attached;
import licensing.mail.MailTexts.Fact;
import licensing.mail.Mails.Due;
import licensing.offer.Offer;
import licensing.outbox.OutboxEvent;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.reading.GracePeriod;
import licensing.reading.OwnedLicenses.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a mail says, by what the rows say when it is sent, in the language of the consent. */
final class MailContents {

  private final JdbcClient database;
  private final URI console;
  private final GracePeriod grace;
  private final Clock clock;

  MailContents(JdbcClient database, URI console, GracePeriod grace, Clock clock) {
    this.database = database;
    this.console = console;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Empty where it is no longer so: of a license that works no more nobody is told that it ends.
   */
  Optional<MailContent> of(Due mail) {
    Bought bought = bought(mail.purchase());
    if (!mail.type().equals(OutboxEvent.LICENSE_EXPIRING)) {
      return Optional.of(of(mail, bought, key(mail), key(mail) + ".text"));
    }
    return switch (state(bought)) {
      case ACTIVE ->
          Optional.of(
              of(
                  mail,
                  bought,
                  mail.type(),
                  mail.type() + (grace.length().isZero() ? ".text" : ".grace")));
      case GRACE -> Optional.of(of(mail, bought, "license.ended", "license.ended.text"));
      case SUSPENDED, EXPIRED -> Optional.empty();
    };
  }

  private State state(Bought bought) {
    return bought.endsAt() == null
        ? State.EXPIRED
        : grace.state(bought.endsAt(), bought.suspended(), clock.instant());
  }

  /**
   * @param key beginning of that of its subject
   * @param text key of its first sentences
   */
  private MailContent of(Due mail, Bought bought, String key, String text) {
    MailTexts texts = new MailTexts(bought.locale());
    Paper paper = mail.document() == null ? null : paper(mail.document());
    String licenses = texts.licenses(bought.kind(), bought.quantity());
    String subject =
        paper != null && mail.type().equals(OutboxEvent.DOCUMENT_ISSUED)
            ? texts.say(key + ".subject", texts.kind(paper.document()), paper.document().number())
            : texts.say(key + ".subject", licenses, days(mail));
    boolean test = bought.test() && !mail.type().equals(OutboxEvent.WEBHOOK_DISABLED);
    if (test) {
      subject = texts.say("test.subject", subject);
    }
    List<String> sentences = new ArrayList<>();
    if (test) {
      sentences.add(texts.say("test.text"));
    }
    Instant end = bought.endsAt();
    String worksUntil = end == null ? "" : texts.time(grace.worksUntil(end));
    sentences.add(texts.say(text, days(mail), worksUntil));
    boolean activated = mail.type().equals(OutboxEvent.LICENSE_ACTIVATED);
    if (activated) {
      sentences.add(texts.say(paper == null || paper.file() == null ? "receipt.later" : "receipt"));
      sentences.add(texts.say("calendar"));
    }
    Page page = Page.of(mail);
    String link = console.resolve("/").resolve(page.path()).toString();
    List<Fact> facts = facts(mail, bought, paper, texts);
    String linkText = texts.say(page.textKey());
    String closing = texts.say(closing(mail));
    return new MailContent(
        subject,
        texts.plain(sentences, facts, linkText, link, closing),
        texts.html(subject, sentences, facts, linkText, link, closing),
        activated && end != null
            ? CalendarEntry.of(
                mail,
                Objects.requireNonNullElse(console.getHost(), "localhost"),
                end,
                texts.say("calendar.summary", licenses),
                link)
            : null,
        paper == null || paper.file() == null
            ? null
            : new Attached(paper.document().number() + ".pdf", paper.file()));
  }

  /** Where a mail leads. */
  private record Page(String path, String textKey) {

    static Page of(Due mail) {
      if (mail.type().equals(OutboxEvent.WEBHOOK_DISABLED)) {
        return new Page("licenses/webhooks", "link.webhooks");
      }
      return mail.type().startsWith("license.")
          ? new Page("licenses/" + mail.purchase(), "link.license")
          : new Page("purchases/" + mail.purchase(), "link.order");
    }
  }

  /** Beginning of the keys of its texts. */
  private static String key(Due mail) {
    return mail.type().equals(OutboxEvent.PURCHASE_ENDED)
        ? mail.type() + "." + mail.detail()
        : mail.type();
  }

  /** Why whoever reads it got it. */
  private static String closing(Due mail) {
    if (mail.toPerson()) {
      return "closing.person";
    }
    return mail.copyOf() == null ? "closing" : "closing.copy";
  }

  private static int days(Due mail) {
    return mail.type().equals(OutboxEvent.LICENSE_EXPIRING) ? Integer.parseInt(mail.detail()) : 0;
  }

  /** The key stands in the mail of the activation alone. */
  private static List<Fact> facts(Due mail, Bought bought, @Nullable Paper paper, MailTexts texts) {
    if (mail.type().equals(OutboxEvent.WEBHOOK_DISABLED)) {
      return List.of(
          new Fact(texts.say("fact.webhook"), mail.detail()),
          new Fact(texts.say("fact.organization"), bought.organization()));
    }
    List<Fact> facts = new ArrayList<>();
    boolean activated = mail.type().equals(OutboxEvent.LICENSE_ACTIVATED);
    if (activated && bought.key() != null) {
      facts.add(new Fact(texts.say("fact.key"), bought.key()));
    }
    facts.add(new Fact(texts.say("fact.bought"), texts.licenses(bought.kind(), bought.quantity())));
    if (mail.type().startsWith("license.")
        && bought.startsAt() != null
        && bought.endsAt() != null) {
      facts.add(
          new Fact(
              texts.say("fact.period"),
              texts.say(
                  "fact.period.of", texts.time(bought.startsAt()), texts.time(bought.endsAt()))));
    }
    if (paper != null && mail.type().equals(OutboxEvent.DOCUMENT_ISSUED)) {
      facts.add(new Fact(texts.say("fact.total"), texts.amount(paper.document().total())));
    } else if (!mail.type().startsWith("license.") || activated) {
      facts.add(new Fact(texts.say("fact.price"), texts.amount(bought.total())));
    }
    if (activated && bought.card() != null) {
      facts.add(new Fact(texts.say("fact.card"), MailTexts.card(bought.card())));
    }
    facts.add(new Fact(texts.say("fact.organization"), bought.organization()));
    if (bought.buyer() != null) {
      facts.add(new Fact(texts.say("fact.buyer"), bought.buyer()));
    }
    if (bought.orderNumber() != null) {
      facts.add(new Fact(texts.say("fact.ordernumber"), bought.orderNumber()));
    }
    facts.add(new Fact(texts.say("fact.order"), mail.purchase().toString()));
    return facts;
  }

  private Bought bought(PurchaseId purchase) {
    return database
        .sql(
            """
            select purchase.offer_kind, purchase.quantity, purchase.total, purchase.currency,
              purchase.test, consent.locale, license.key, license.starts_at, license.ends_at,
              license.suspended_at, attempt.card,
              coalesce(details.company, organization.name) as organization,
              nullif(person.name, 'erased-' || person.id) as buyer, orders.number as order_number
            from purchases purchase
            join consents consent on consent.purchase_id = purchase.id
            join organizations organization on organization.id = purchase.organization_id
            join users person on person.id = purchase.user_id
            left join licenses license on license.purchase_id = purchase.id
            left join payment_attempts attempt
              on attempt.purchase_id = purchase.id and attempt.state = 'AUTHORIZED'
            left join billing_details details on details.organization_id = purchase.organization_id
            left join order_numbers orders on orders.purchase_id = purchase.id
              and orders.organization_id = purchase.organization_id
            where purchase.id = ?
            """)
        .param(purchase.value())
        .query((row, index) -> bought(row))
        .single();
  }

  private static Bought bought(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    return new Bought(
        Locale.forLanguageTag(columns.text("locale")),
        Offer.Kind.valueOf(columns.text("offer_kind")),
        row.getInt("quantity"),
        columns.money("total"),
        row.getString("key"),
        columns.instantOrNull("starts_at"),
        columns.instantOrNull("ends_at"),
        columns.instantOrNull("suspended_at") != null,
        row.getString("card"),
        columns.text("organization"),
        row.getString("buyer"),
        row.getString("order_number"),
        row.getBoolean("test"));
  }

  private Paper paper(UUID document) {
    return database
        .sql(
            """
            select document.content, file.content as file from documents document
            left join document_files file on file.document_id = document.id and kind = 'PDF'
            where document.id = ?
            """)
        .param(document)
        .query(
            (row, index) ->
                new Paper(Document.read(new Columns(row).text("content")), row.getBytes("file")))
        .single();
  }

  /**
   * What was bought.
   *
   * @param buyer null where that person was erased
   */
  private record Bought(
      Locale locale,
      Offer.Kind kind,
      int quantity,
      Money total,
      @Nullable String key,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      boolean suspended,
      @Nullable String card,
      String organization,
      @Nullable String buyer,
      @Nullable String orderNumber,
      boolean test) {}

  /**
   * A document.
   *
   * @param file null while it is not drawn
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Paper(Document document, byte @Nullable [] file) {}
}
