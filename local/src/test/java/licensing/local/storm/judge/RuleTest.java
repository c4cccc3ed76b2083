package licensing.local.storm.judge;

import static licensing.local.storm.judge.Rule.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.storm.judge.Books.Webhook;
import licensing.local.storm.judge.Dossier.Consent;
import licensing.local.storm.judge.Dossier.Document;
import licensing.local.storm.judge.Dossier.License;
import licensing.local.storm.judge.Dossier.Pages;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.Dossier.Process;
import licensing.local.storm.judge.Dossier.Record;
import licensing.local.storm.judge.Dossier.Told;
import licensing.local.storm.judge.Outside.Arrival;
import licensing.local.storm.judge.Outside.Message;
import licensing.local.storm.judge.WebhookBook.Notice;
import licensing.payment.Money;
import licensing.purchase.status.PurchaseOutcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break a rule, planted in books that are otherwise sound. */
class RuleTest {

  private static final String ID = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b10";
  private static final String ORDER = ID + "-1";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Money PRICE = Money.parse("57.00 USD");
  private static final Money NOTHING = Money.parse("0.00 USD");
  private static final Payment PAYMENT =
      new Payment("tx1", ORDER, PRICE, List.of("submitted_for_settlement"), PRICE, false, Set.of());
  private static final Document PAID = new Document("2026-000001", "", BigDecimal.ZERO);
  private static final Consent CONSENT = new Consent(NOON, "hash", "hash");
  private static final License LICENSE = new License("MIG-1", false);
  private static final Told TOLD = new Told(true, Set.of("MIG-1"), "hash", "bought");
  private static final Arrival CAME = new Arrival(NOON, false);
  private static final Notice NOTICE = new Notice("dispute_opened", "d1", NOON);
  private static final Process PROCESS =
      new Process("COMPLETED", Kind.LICENSED, "MIG-1", List.of(), "");
  private static final Pages PAGES =
      new Pages("LICENSED-1", "The license is active", "The license is active");

  @Test
  void findsNothingInSoundBooks() {
    Dossier lapsed =
        new Dossier(
            "another",
            new Told(false, Set.of(), null, "walked away"),
            record(Kind.LAPSED, null, Set.of()),
            new Process("COMPLETED", Kind.LAPSED, null, List.of(), ""),
            List.of(
                new Payment("tx2", "another-1", PRICE, List.of("voided"), PRICE, false, Set.of())),
            new Pages("LAPSED-1", "lapsed", "lapsed"));
    Dossier asking =
        new Dossier(
            "third",
            null,
            new Record(
                null,
                "payment-unknown",
                "why",
                PRICE,
                null,
                CONSENT,
                null,
                Set.of(),
                List.of(),
                List.of()),
            new Process("RUNNING", null, null, List.of(), ""),
            List.of(
                new Payment(
                    "tx3", "third-1", PRICE, List.of("authorized"), PRICE, false, Set.of())),
            new Pages("CHECKING-1", "checked", "checked"));
    Books books =
        new Books(
            List.of(sound(), lapsed, asking),
            List.of(),
            List.of(),
            Set.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Outside.NOTHING);
    assertThat(Verdict.of(books).violations()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planted")
  void namesWhatIsPlanted(String what, Books books, Set<Rule> broken) {
    Verdict verdict = Verdict.of(books);
    assertThat(verdict.violations().stream().map(Violation::rule).collect(Collectors.toSet()))
        .isEqualTo(broken);
    assertThat(verdict.violations()).allMatch(violation -> !violation.subject().isBlank());
  }

  @Test
  void plantsABreachOfEveryRule() {
    Set<?> planted =
        planted().flatMap(each -> ((Set<?>) each.get()[2]).stream()).collect(Collectors.toSet());
    assertThat(planted).isEqualTo(EnumSet.allOf(Rule.class));
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        planted(
            "captured twice",
            with(
                PAYMENT,
                new Payment("tx2", ORDER, PRICE, List.of("settled"), PRICE, false, Set.of())),
            NEVER_TWICE,
            SUMS_AGREE),
        planted(
            "captured twice, and one given back",
            with(
                PAYMENT,
                new Payment(
                    "tx2",
                    ORDER,
                    PRICE,
                    List.of("authorized", "submitted_for_settlement", "voided"),
                    PRICE,
                    false,
                    Set.of())),
            NEVER_TWICE),
        planted(
            "captured twice, and one refunded",
            with(
                PAYMENT,
                new Payment("tx2", ORDER, PRICE, List.of("settled"), NOTHING, false, Set.of())),
            NEVER_TWICE),
        planted(
            "captured, and the purchase lapsed",
            of(lapsed(), lapsedProcess(), lapsedPages(), PAYMENT),
            MONEY_MEANS_LICENSE,
            SUMS_AGREE),
        planted(
            "held for ever",
            of(
                lapsed(),
                lapsedProcess(),
                lapsedPages(),
                new Payment("tx1", ORDER, PRICE, List.of("authorized"), PRICE, false, Set.of())),
            MONEY_MEANS_LICENSE),
        planted(
            "captured, and the license suspended",
            of(
                record(Kind.LICENSED, null, Set.of("tx1"), new License("MIG-1", true)),
                PROCESS,
                PAGES,
                PAYMENT),
            MONEY_MEANS_LICENSE),
        planted("a license without money", with(), LICENSE_MEANS_MONEY, SUMS_AGREE),
        planted(
            "a license whose money went back",
            with(new Payment("tx1", ORDER, PRICE, List.of("settled"), NOTHING, false, Set.of())),
            LICENSE_MEANS_MONEY,
            SUMS_AGREE,
            DOCUMENTS_ARE_RIGHT),
        planted(
            "a license whose money a bank fetched back",
            with(new Payment("tx1", ORDER, PRICE, List.of("settled"), PRICE, true, Set.of())),
            LICENSE_MEANS_MONEY),
        planted(
            "partly refunded",
            with(
                new Payment(
                    "tx1",
                    ORDER,
                    PRICE,
                    List.of("settled"),
                    Money.parse("7.00 USD"),
                    false,
                    Set.of())),
            LICENSE_MEANS_MONEY,
            SUMS_AGREE,
            DOCUMENTS_ARE_RIGHT),
        planted(
            "the wrong amount",
            with(
                new Payment(
                    "tx1",
                    ORDER,
                    Money.parse("58.00 USD"),
                    List.of("settled"),
                    Money.parse("58.00 USD"),
                    false,
                    Set.of())),
            LICENSE_MEANS_MONEY,
            SUMS_AGREE),
        planted(
            "another purchase's payment",
            with(new Payment("tx1", "other-1", PRICE, List.of("settled"), PRICE, false, Set.of())),
            LICENSE_MEANS_MONEY),
        planted(
            "a payment that was not adopted",
            with(new Payment("tx9", ORDER, PRICE, List.of("settled"), PRICE, false, Set.of())),
            LICENSE_MEANS_MONEY),
        planted(
            "another key than was told",
            books(
                new Dossier(
                    ID,
                    new Told(true, Set.of("MIG-0"), "hash", ""),
                    licensed(),
                    PROCESS,
                    List.of(PAYMENT),
                    PAGES)),
            NEVER_TWICE),
        planted(
            "two licenses",
            of(
                record(
                    Kind.LICENSED,
                    NOON.plusSeconds(30),
                    Set.of("tx1"),
                    LICENSE,
                    new License("MIG-2", true)),
                PROCESS,
                PAGES,
                PAYMENT),
            NEVER_TWICE),
        planted(
            "told, and lost",
            books(
                new Dossier(
                    ID, new Told(false, Set.of(), "hash", ""), null, null, List.of(), null)),
            NONE_LOST),
        planted(
            "still open",
            of(
                record(null, null, Set.of()),
                new Process("RUNNING", null, null, List.of(), ""),
                new Pages("CONFIRM-0", "ready", "ready")),
            NONE_LOST),
        planted(
            "asks for a person without a reason",
            of(
                new Record(
                    null,
                    "payment-unknown",
                    " ",
                    PRICE,
                    null,
                    CONSENT,
                    null,
                    Set.of(),
                    List.of(),
                    List.of()),
                new Process("RUNNING", null, null, List.of(), ""),
                new Pages("CHECKING-1", "checked", "checked")),
            NONE_LOST),
        planted(
            "the workflow says otherwise",
            of(licensed(), lapsedProcess(), PAGES, PAYMENT),
            ALL_SAY_THE_SAME,
            SUMS_AGREE),
        planted(
            "a license of which nothing is recorded",
            books(new Dossier(ID, null, null, PROCESS, List.of(), null)),
            ALL_SAY_THE_SAME),
        planted("no workflow", of(licensed(), null, PAGES, PAYMENT), ALL_SAY_THE_SAME, SUMS_AGREE),
        planted(
            "the page says otherwise",
            of(licensed(), PROCESS, lapsedPages(), PAYMENT),
            ALL_SAY_THE_SAME),
        planted(
            "support reads otherwise",
            of(licensed(), PROCESS, new Pages("LICENSED-1", "active", "lapsed"), PAYMENT),
            ALL_SAY_THE_SAME),
        planted(
            "told that it works, and lapsed",
            books(new Dossier(ID, TOLD, lapsed(), lapsedProcess(), List.of(), lapsedPages())),
            ALL_SAY_THE_SAME),
        planted(
            "consent after the payment",
            of(
                consenting(new Consent(NOON.plusSeconds(60), "hash", "hash")),
                PROCESS,
                PAGES,
                PAYMENT),
            CONSENT_COMES_FIRST),
        planted(
            "consent to another text",
            of(consenting(new Consent(NOON, "hash", "other")), PROCESS, PAGES, PAYMENT),
            CONSENT_COMES_FIRST),
        planted("no consent", of(consenting(null), PROCESS, PAGES, PAYMENT), CONSENT_COMES_FIRST),
        planted(
            "consent to a text that was not shown",
            books(
                new Dossier(
                    ID,
                    new Told(true, Set.of("MIG-1"), "other", ""),
                    licensed(),
                    PROCESS,
                    List.of(PAYMENT),
                    PAGES)),
            CONSENT_COMES_FIRST),
        planted(
            "a webhook that was answered and dropped",
            webhook(new Webhook(NOTICE, false, false)),
            WEBHOOKS_ARE_KEPT),
        planted(
            "a webhook that nobody applied",
            webhook(new Webhook(NOTICE, true, false)),
            WEBHOOKS_ARE_KEPT),
        planted(
            "a forged webhook that was acknowledged",
            new Books(
                List.of(sound()),
                List.of(),
                List.of(),
                Set.of(NOTICE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Outside.NOTHING),
            WEBHOOKS_ARE_KEPT),
        planted(
            "a failed workflow task",
            of(
                licensed(),
                new Process("COMPLETED", Kind.LICENSED, "MIG-1", List.of("why"), ""),
                PAGES,
                PAYMENT),
            HISTORIES_ARE_SOUND),
        planted(
            "a history that does not replay",
            of(
                licensed(),
                new Process("COMPLETED", Kind.LICENSED, "MIG-1", List.of(), "why"),
                PAGES,
                PAYMENT),
            HISTORIES_ARE_SOUND),
        planted(
            "a failed task of another workflow",
            new Books(
                List.of(sound()),
                List.of("why"),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Outside.NOTHING),
            HISTORIES_ARE_SOUND),
        planted(
            "a nonce in a log",
            new Books(
                List.of(sound()),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of("log worker"),
                List.of(),
                List.of(),
                Outside.NOTHING),
            NOTHING_LEAKS),
        planted(
            "a flipped byte of the evidence",
            new Books(
                List.of(sound()),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of("document altered"),
                List.of(),
                Outside.NOTHING),
            EVIDENCE_HOLDS),
        planted(
            "a number that no document has",
            new Books(
                List.of(sound()),
                List.of(),
                List.of(),
                Set.of(),
                List.of("of 2026 3 numbers are taken, and 2 written"),
                List.of(),
                List.of(),
                List.of(),
                Outside.NOTHING),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "money that went back without a credit note",
            documented(Kind.GIVEN_BACK, settled(NOTHING), PAID),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "money that was voided after it was taken, without a credit note",
            documented(
                Kind.GIVEN_BACK,
                new Payment(
                    "tx1",
                    ORDER,
                    PRICE,
                    List.of("submitted_for_settlement", "voided"),
                    PRICE,
                    false,
                    Set.of()),
                PAID),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "two credit notes of the same money",
            documented(
                Kind.GIVEN_BACK,
                settled(NOTHING),
                PAID,
                note("attempt 1", "57.00"),
                note("r1", "57.00")),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "a refund that failed, without a debit note",
            documented(Kind.LICENSED, settled(PRICE, "r1"), PAID, note("r1", "57.00")),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "a debit note of a refund that arrived, and none of the one that failed",
            documented(
                Kind.LICENSED,
                settled(PRICE, "r1"),
                PAID,
                note("r1", "57.00"),
                note("failed r2", "-57.00")),
            DOCUMENTS_ARE_RIGHT),
        planted(
            "a finding of the audit",
            new Books(
                List.of(sound()),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("overdue"),
                Outside.NOTHING),
            AUDIT_AGREES),
        planted("a mail that never came", mails(1, Map.of()), BUYERS_ARE_WRITTEN_TO),
        planted(
            "two mails of one reason",
            mails(1, Map.of("<1@x>", List.of(CAME), "<2@x>", List.of(CAME))),
            BUYERS_ARE_WRITTEN_TO),
        planted(
            "a mail without a reason",
            mails(0, Map.of("<1@x>", List.of(CAME))),
            BUYERS_ARE_WRITTEN_TO),
        planted(
            "a mail that came again though it was answered",
            mails(1, Map.of("<1@x>", List.of(CAME, CAME))),
            BUYERS_ARE_WRITTEN_TO),
        planted("a webhook that never came", event(false, false), ENDPOINTS_ARE_TOLD),
        planted(
            "a webhook that was not taken",
            event(false, false, new Message("1", "a", true, false)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "a forged webhook",
            event(false, false, new Message("1", "a", false, true)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "an endpoint that is gone, and asked on and on",
            event(true, false, new Message("1", "a", true, false)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "an endpoint that is there, and disabled",
            event(false, true, new Message("1", "a", true, true)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "a webhook that says something else later",
            event(
                false,
                false,
                new Message("1", "a", true, false),
                new Message("1", "b", true, true)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "a webhook that came under two ids",
            event(
                false,
                false,
                new Message("1", "a", true, false),
                new Message("2", "a", true, true)),
            ENDPOINTS_ARE_TOLD),
        planted(
            "software that is told that a license works whose money went back",
            answered(suspended(), "VALID", false),
            LICENSES_ANSWER_TRULY),
        planted(
            "a license file for money that went back",
            answered(suspended(), "SUSPENDED", true),
            LICENSES_ANSWER_TRULY),
        planted(
            "software that is told that a paid license is suspended",
            answered(sound(), "SUSPENDED", true),
            LICENSES_ANSWER_TRULY),
        planted(
            "a paid license without a file",
            answered(sound(), "VALID", false),
            LICENSES_ANSWER_TRULY));
  }

  @Test
  void letsAMailComeAgainWhoseAnswerWasLostAndAnEndpointLeave() {
    Arrival lost = new Arrival(NOON, true);
    assertThat(
            Stream.of(
                    mails(1, Map.of("<1@x>", List.of(lost, CAME))),
                    mails(2, Map.of("<1@x>", List.of(CAME), "<2@x>", List.of(CAME))),
                    event(true, true, new Message("1", "a", true, false)),
                    event(
                        false,
                        false,
                        new Message("1", "a", true, false),
                        new Message("1", "a", true, true)),
                    answered(sound(), "VALID", true),
                    answered(suspended(), "SUSPENDED", false))
                .flatMap(books -> Verdict.of(books).violations().stream()))
        .isEmpty();
  }

  @Test
  void letsNotesFollowTheMoney() {
    assertThat(
            Stream.of(
                    documented(Kind.GIVEN_BACK, settled(NOTHING), PAID, note("attempt 1", "57.00")),
                    documented(
                        Kind.GIVEN_BACK,
                        settled(NOTHING, "r1"),
                        PAID,
                        note("r1", "57.00"),
                        note("failed r1", "-57.00"),
                        note("r2", "57.00")),
                    documented(Kind.LICENSED, settled(PRICE, "r1"), PAID),
                    documented(
                        Kind.LICENSED,
                        settled(PRICE, "r1"),
                        PAID,
                        note("r1", "57.00"),
                        note("failed r1", "-57.00")))
                .flatMap(books -> Verdict.of(books).violations().stream()))
        .isEmpty();
  }

  private static Books mails(int due, Map<String, List<Arrival>> arrivals) {
    return outside(
        sound(),
        new Outside(
            List.of(new Outside.Mail("license.activated", due, arrivals)), List.of(), List.of()));
  }

  private static Books event(boolean left, boolean disabled, Message... messages) {
    return outside(
        sound(),
        new Outside(
            List.of(),
            List.of(new Outside.Event("purchase.ended", left, disabled, List.of(messages))),
            List.of()));
  }

  private static Books answered(Dossier purchase, String code, boolean file) {
    return outside(
        purchase, new Outside(List.of(), List.of(), List.of(new Outside.Answer(ID, code, file))));
  }

  /** Its money was fetched back. */
  private static Dossier suspended() {
    return new Dossier(
        ID,
        TOLD,
        record(Kind.LICENSED, NOON.plusSeconds(30), Set.of("tx1"), new License("MIG-1", true)),
        PROCESS,
        List.of(new Payment("tx1", ORDER, PRICE, List.of("settled"), PRICE, true, Set.of())),
        PAGES);
  }

  private static Books outside(Dossier purchase, Outside outside) {
    return new Books(
        List.of(purchase),
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        outside);
  }

  private static Arguments planted(String what, Books books, Rule... broken) {
    return Arguments.of(what, books, Set.copyOf(Arrays.asList(broken)));
  }

  private static Dossier sound() {
    return new Dossier(ID, TOLD, licensed(), PROCESS, List.of(PAYMENT), PAGES);
  }

  private static Books with(Payment... payments) {
    return books(new Dossier(ID, TOLD, licensed(), PROCESS, List.of(payments), PAGES));
  }

  private static Books of(Record record, Process process, Pages pages, Payment... payments) {
    return books(new Dossier(ID, null, record, process, List.of(payments), pages));
  }

  private static Books webhook(Webhook webhook) {
    return new Books(
        List.of(sound()),
        List.of(),
        List.of(webhook),
        Set.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Outside.NOTHING);
  }

  private static Books books(Dossier dossier) {
    return new Books(
        List.of(dossier),
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Outside.NOTHING);
  }

  private static Record licensed() {
    return record(Kind.LICENSED, NOON.plusSeconds(30), Set.of("tx1"), LICENSE);
  }

  private static Record lapsed() {
    return record(Kind.LAPSED, null, Set.of());
  }

  private static Process lapsedProcess() {
    return new Process("COMPLETED", Kind.LAPSED, null, List.of(), "");
  }

  private static Pages lapsedPages() {
    return new Pages("LAPSED-1", "lapsed", "lapsed");
  }

  private static Record consenting(Consent consent) {
    return new Record(
        Kind.LICENSED,
        null,
        null,
        PRICE,
        NOON.plusSeconds(90),
        consent,
        NOON.plusSeconds(30),
        Set.of("tx1"),
        List.of(LICENSE),
        List.of());
  }

  private static Record record(
      Kind outcome, Instant charging, Set<String> adopted, License... licenses) {
    return new Record(
        outcome,
        null,
        null,
        PRICE,
        outcome == null ? null : NOON.plusSeconds(90),
        CONSENT,
        charging,
        adopted,
        List.of(licenses),
        List.of());
  }

  /** Paid with the payment, and as the outcome says given back or not. */
  private static Books documented(Kind outcome, Payment payment, Document... documents) {
    Record rows = outcome == Kind.LICENSED ? licensed() : record(outcome, null, Set.of("tx1"));
    Record record =
        new Record(
            rows.outcome(),
            null,
            null,
            rows.total(),
            rows.endedAt(),
            rows.consent(),
            rows.firstCharging(),
            rows.adopted(),
            rows.licenses(),
            List.of(documents));
    return outcome == Kind.LICENSED
        ? of(record, PROCESS, PAGES, payment)
        : of(
            record,
            new Process("COMPLETED", outcome, null, List.of(), ""),
            new Pages(outcome + "-1", "given back", "given back"),
            payment);
  }

  private static Payment settled(Money left, String... failedRefunds) {
    return new Payment("tx1", ORDER, PRICE, List.of("settled"), left, false, Set.of(failedRefunds));
  }

  private static Document note(String subject, String credited) {
    return new Document("2026-" + subject, subject, new BigDecimal(credited));
  }
}
