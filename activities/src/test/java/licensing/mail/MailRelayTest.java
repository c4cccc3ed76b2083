package licensing.mail;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import licensing.buyer.Buyer;
import licensing.document.Documents;
import licensing.license.Licenses;
import licensing.license.jdbc.LicenseRows;
import licensing.mail.FaultyMailServer.Fault;
import licensing.mail.Mails.Due;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.GracePeriod;
import licensing.terms.Terms.Consent;
import licensing.testing.Fixture;
import licensing.testing.LicensedSales;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import licensing.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What buyers are told by mail, and that they are told once, whatever the mail server does. */
@OnRealParts
class MailRelayTest {

  private static final String ADDRESS = "finance@buyer.example";
  private static final String BUYER = "ann@buyer.example";

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Fixture fixture;
  private final LicensedSales sales;
  private final Purchases purchases;
  private final Licenses licenses;
  private final LicenseRows rows;
  private final AttemptStore attempts;
  private final Documents documents;
  private final Outbox outbox;
  private final TestClock clock;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final FaultyMailServer faulty = new FaultyMailServer();

  MailRelayTest(
      JdbcClient database,
      TransactionOperations transaction,
      Fixture fixture,
      LicensedSales sales,
      Purchases purchases,
      Licenses licenses,
      LicenseRows rows,
      AttemptStore attempts,
      Documents documents,
      Outbox outbox,
      TestClock clock) {
    this.database = database;
    this.transaction = transaction;
    this.fixture = fixture;
    this.sales = sales;
    this.purchases = purchases;
    this.licenses = licenses;
    this.rows = rows;
    this.attempts = attempts;
    this.documents = documents;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What other tests left to be told is nobody's here. */
  @BeforeEach
  void alone() {
    database.sql("update outbox set mails_made_at = now() where mails_made_at is null").update();
    database.sql("delete from mails").update();
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    clock.reset();
    server.stop();
    faulty.close();
  }

  @Test
  void aNewLicenseIsToldOnceWithItsKeyItsReceiptAndItsEnd() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    MailRelay relay = relay(smtp());
    relay.run();
    assertThat(server.getReceivedMessages()).as("before its receipt is drawn").isEmpty();
    drawDocuments();
    relay.run();
    relay.run();

    List<Part> parts = parts(only());
    String key = license(purchase, "key");
    assertThat(text(parts)).contains(key, "57.00 USD", "Visa •••• 1881", "Blue Sky GmbH");
    assertThat(text(parts)).contains("https://console.example/licenses/" + purchase);
    assertThat(html(parts)).contains(key, "<bdi>Blue Sky GmbH</bdi>");
    assertThat(file(parts, ".pdf")).startsWith("%PDF-");
    String calendar = file(parts, "license.ics");
    assertThat(calendar.lines())
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length < 76);
    assertThat(calendar)
        .contains("BEGIN:VEVENT\r\nUID:license-" + purchase, "TRIGGER:-P30D")
        .contains("DTSTART:" + license(purchase, "to_char(ends_at, 'YYYYMMDD\"T\"HH24MISS\"Z\"')"));
    assertThat(only().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(states()).containsExactly("license.activated SENT 1");
  }

  /** Whoever makes webhooks of it has its row for a moment, and its purchase has ended. */
  @Test
  void aReceiptThatIsToldAMomentLaterGoesWithTheKey() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    transaction.executeWithoutResult(
        status ->
            outbox.record(OutboxEvent.PURCHASE_ENDED, purchase, "", Map.of("outcome", "LICENSED")));
    MailRelay relay = relay(smtp());
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("select from outbox where type = ? and purchase_id = ? for update")
              .params(OutboxEvent.DOCUMENT_ISSUED, purchase.value())
              .query()
              .listOfRows();
          CompletableFuture.runAsync(relay::run).join();
        });
    assertThat(server.getReceivedMessages()).as("before its receipt is told").isEmpty();
    relay.run();
    drawDocuments();
    relay.run();

    assertThat(file(parts(only()), ".pdf")).startsWith("%PDF-");
  }

  @Test
  void aTestIsToldAsOne() throws Exception {
    Buyer buyer = fixture.buyer();
    fixture.tests(buyer.organization(), true);
    contact(sales.licensed(buyer).purchase(), "Blue Sky GmbH", ADDRESS);
    MailRelay relay = relay(smtp());
    relay.run();
    drawDocuments();
    relay.run();

    assertThat(only().getSubject()).startsWith("[TEST] Active: ");
    assertThat(text(parts(only()))).contains("This is a test");
    assertThat(html(parts(only()))).contains("This is a test");
  }

  /** The file of the receipt is late, or the capture: the key does not wait for long. */
  @Test
  void aReceiptThatIsLateComesByItself() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    MailRelay relay = relay(smtp());
    relay.run();
    assertThat(server.getReceivedMessages()).isEmpty();
    database.sql("update mails set made_at = now() - interval '11 minutes'").update();

    relay.run();
    assertThat(text(parts(only())))
        .contains(license(purchase, "key"), "receipt comes in a mail of its own");
    drawDocuments();
    relay.run();

    assertThat(server.getReceivedMessages()).hasSize(2);
    List<Part> second = parts(last());
    assertThat(last().getSubject()).startsWith("Receipt 20");
    assertThat(file(second, ".pdf")).startsWith("%PDF-");
    assertThat(text(second)).doesNotContain(license(purchase, "key"));
  }

  /** Read them: they are what buyers read. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void eachMailReadsAsApproved(String language) throws Exception {
    List<String> mails = new ArrayList<>();
    PurchaseId purchase = boughtIn(language);
    transaction.executeWithoutResult(
        status -> documents.wentBack(purchase, "refund-1", Money.parse("19.00 USD")));
    MailRelay relay = relay(smtp());
    relay.run();
    drawDocuments();
    relay.run();
    for (PurchaseOutcome outcome :
        List.of(
            new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT),
            new PurchaseOutcome.Declined("Do Not Honor"),
            new PurchaseOutcome.GivenBack("the organization is gone", ReleaseResult.RELEASED))) {
      purchases.end(subscribedIn(language).purchase(), outcome);
    }
    record(OutboxEvent.PURCHASE_UNKNOWN, subscribedIn(language).purchase(), "1");
    record(OutboxEvent.PAYMENT_DISPUTED, purchase, "dispute-1");
    transaction.executeWithoutResult(
        status -> {
          rows.suspend(purchase, LicenseRows.BY_SUPPORT + "a secret thought of support");
          rows.reinstate(purchase);
        });
    for (String days : List.of("30", "7", "1")) {
      record(OutboxEvent.LICENSE_EXPIRING, purchase, days);
    }
    transaction.executeWithoutResult(
        status ->
            outbox.record(
                OutboxEvent.WEBHOOK_DISABLED,
                purchase,
                "endpoint",
                Map.of("address", "https://hooks.example/<here>")));
    relay.run();

    for (MimeMessage mail : server.getReceivedMessages()) {
      String text = text(parts(mail));
      assertThat(html(parts(mail))).contains("<html lang=\"" + language + "\">");
      mails.add(readable(mail.getSubject() + "\n\n" + text));
    }
    String all = mails.stream().sorted().collect(joining("\n----\n\n"));
    assertThat(all).doesNotContain("secret thought", "Do Not Honor");
    Path approved = Path.of("src/test/resources/licensing/mail/mails-%s.txt".formatted(language));
    Files.writeString(Path.of("target/mails-%s.txt".formatted(language)), all);
    assertThat(all).isEqualTo(Files.readString(approved));
  }

  /** The key is the buyer's: bookkeeping needs the receipt, and gets it by itself. */
  @Test
  void theKeyGoesToTheBuyerAndTheReceiptToFinanceAsWell() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    MailRelay relay = relay(smtp());
    relay.run();
    drawDocuments();
    relay.run();
    relay.run();

    assertThat(server.getReceivedMessages()).hasSize(2);
    List<Part> buyers = parts(to(BUYER));
    assertThat(text(buyers)).contains(license(purchase, "key"), "to the mail address of your");
    assertThat(file(buyers, ".pdf")).startsWith("%PDF-");
    List<Part> finances = parts(to(ADDRESS));
    assertThat(to(ADDRESS).getSubject()).startsWith("Receipt 20");
    assertThat(text(finances))
        .contains("57.00 USD", "whoever bought is written to as well")
        .doesNotContain(license(purchase, "key"));
    assertThat(file(finances, ".pdf")).startsWith("%PDF-");
    assertThat(states())
        .containsExactlyInAnyOrder("license.activated SENT 1", "document.issued SENT 1");
  }

  /** What an accountant books, or finds in the account: no key, and nothing that cost nothing. */
  @Test
  void financeIsToldOfDocumentsAndOfMoneyThatMoves() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    transaction.executeWithoutResult(
        status -> {
          documents.wentBack(purchase, "refund-1", Money.parse("19.00 USD"));
          rows.suspend(purchase, LicenseRows.BY_SUPPORT + "a thought");
          rows.reinstate(purchase);
        });
    record(OutboxEvent.PAYMENT_DISPUTED, purchase, "dispute-1");
    record(OutboxEvent.LICENSE_EXPIRING, purchase, "30");
    record(OutboxEvent.PURCHASE_UNKNOWN, purchase, "1");
    for (PurchaseOutcome outcome :
        List.of(
            new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT),
            new PurchaseOutcome.Declined("Do Not Honor"),
            new PurchaseOutcome.GivenBack("the organization is gone", ReleaseResult.RELEASED))) {
      PurchaseId other = fixture.recorded().purchase();
      contact(other, "Blue Sky GmbH", ADDRESS);
      addressed(other, BUYER);
      purchases.end(other, outcome);
    }
    MailRelay relay = relay(smtp());
    relay.makeSome();
    drawDocuments();
    relay.run();
    drawDocuments();
    relay.run();

    assertThat(subjects(ADDRESS))
        .containsExactly("Credit note", "Payment disputed:", "Payment given", "Receipt");
    assertThat(subjects(BUYER))
        .containsExactly(
            "Active:",
            "Credit note",
            "Ends in",
            "No card",
            "Not paid",
            "Payment being",
            "Payment disputed:",
            "Payment given",
            "Suspended:",
            "Works again:");
  }

  @Test
  void oneAddressOfBothIsWrittenToOnce() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, "Finance@Buyer.example");
    MailRelay relay = relay(smtp());
    relay.run();
    drawDocuments();
    relay.run();
    relay.run();

    assertThat(text(parts(only()))).contains(license(purchase, "key"));
    assertThat(states()).containsExactly("license.activated SENT 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update users set email = null where id = ?",
        "update users set disabled_at = now() where id = ?",
        "with gone as (insert into organizations (id, name) values (gen_random_uuid(), gen_random_uuid()::text) returning id)"
            + " update users set organization_id = gone.id from gone where users.id = ?",
      })
  void financeIsWrittenToAloneWhereTheBuyerCannotBe(String change) throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    database.sql(change).param(buyerOf(purchase)).update();
    MailRelay relay = relay(smtp());
    relay.makeSome();
    drawDocuments();
    relay.run();

    assertThat(only().getAllRecipients()[0]).hasToString(ADDRESS);
    assertThat(text(parts(only())))
        .contains(
            license(purchase, "key"), "to the address in your organization's billing details");
    assertThat(file(parts(only()), ".pdf")).startsWith("%PDF-");
    assertThat(states()).containsExactly("license.activated SENT 1");
  }

  /** Each answer is about one address alone: whoever has a mail gets it no second time. */
  @ParameterizedTest
  @CsvSource({
    "REFUSES_ADDRESS, ann@buyer.example, finance@buyer.example, REFUSED",
    "REFUSES_ADDRESS, finance@buyer.example, ann@buyer.example, REFUSED",
    "PUTS_ADDRESS_OFF, ann@buyer.example, finance@buyer.example, WAITING",
    "PUTS_ADDRESS_OFF, finance@buyer.example, ann@buyer.example, WAITING"
  })
  void whatOneAddressDoesNotTakeIsNotRepeatedToTheOther(
      Fault fault, String faulted, String other, String state) {
    givenBack();
    faulty.suffers(fault, faulted);
    MailRelay relay = relay(faulty.port());
    relay.run();
    due();
    relay.run();
    relay.run();

    assertThat(faulty.taken()).singleElement().asString().contains("To: " + other);
    assertThat(mails("recipient || ' ' || state"))
        .containsExactlyInAnyOrder(other + " SENT", faulted + " " + state);
    assertThat(mails("coalesce(reason, '')")).filteredOn(words -> words.contains(".")).hasSize(1);

    faulty.suffers(Fault.NONE);
    due();
    relay.run();
    assertThat(faulty.taken()).hasSize(state.equals("WAITING") ? 2 : 1);
  }

  @Test
  void aCopyIsMadeOnceHoweverOftenTheMailIsTried() {
    givenBack();
    faulty.suffers(Fault.DIES_BEFORE_ANSWERING);
    MailRelay relay = relay(faulty.port());
    relay.run();
    faulty.suffers(Fault.NONE);
    due();
    clock.advance(Duration.ofMinutes(6));
    relay.run();
    relay.run();

    assertThat(faulty.taken().stream().filter(mail -> mail.contains("To: " + ADDRESS))).hasSize(1);
    assertThat(faulty.taken().stream().map(MailRelayTest::identity).distinct()).hasSize(2);
    assertThat(states())
        .containsExactlyInAnyOrder("purchase.ended SENT 2", "purchase.ended SENT 1");
  }

  /** Finance has it already. */
  @Test
  void aMailWhoseBuyerLeavesMeanwhileGoesToFinanceNoSecondTime() {
    PurchaseId purchase = givenBack();
    faulty.suffers(Fault.PUTS_ADDRESS_OFF, BUYER);
    MailRelay relay = relay(faulty.port());
    relay.run();
    faulty.suffers(Fault.NONE);
    disable(purchase);
    due();
    relay.run();

    assertThat(faulty.taken()).singleElement().asString().contains("To: " + ADDRESS);
    assertThat(mails("state")).containsExactlyInAnyOrder("SENT", "DROPPED");
  }

  /** Finance has the receipt alone. */
  @Test
  void aKeyWhoseBuyerLeavesMeanwhileGoesToFinance() {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    faulty.suffers(Fault.PUTS_ADDRESS_OFF, BUYER);
    MailRelay relay = relay(faulty.port());
    relay.makeSome();
    drawDocuments();
    relay.run();
    faulty.suffers(Fault.NONE);
    disable(purchase);
    due();
    relay.run();

    assertThat(faulty.taken()).allMatch(mail -> mail.contains("To: " + ADDRESS)).hasSize(2);
    assertThat(mails("state")).containsExactly("SENT", "SENT");
  }

  /** As it is when the mail is tried. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from billing_details where email = 'finance@buyer.example'",
        "update billing_details set email = 'Ann@buyer.example' where email = 'finance@buyer.example'"
      })
  void aCopyThatFinanceWantsNoMoreIsDropped(String change) {
    givenBack();
    faulty.suffers(Fault.PUTS_ADDRESS_OFF, ADDRESS);
    MailRelay relay = relay(faulty.port());
    relay.run();
    faulty.suffers(Fault.NONE);
    database.sql(change).update();
    due();
    relay.run();

    assertThat(faulty.taken()).singleElement().asString().contains("To: " + BUYER);
    assertThat(mails("state")).containsExactlyInAnyOrder("SENT", "DROPPED");
  }

  @Test
  void aReceiptThatIsLateGoesToEachOnce() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    MailRelay relay = relay(smtp());
    relay.run();
    database.sql("update mails set made_at = now() - interval '11 minutes'").update();
    relay.run();
    assertThat(only().getAllRecipients()[0]).hasToString(BUYER);
    drawDocuments();
    relay.run();
    relay.run();

    assertThat(subjects(BUYER)).containsExactly("Active:", "Receipt");
    assertThat(subjects(ADDRESS)).containsExactly("Receipt");
  }

  /** Whoever asks wants the key, for the buyer; bookkeeping has what it needs. */
  @Test
  void whatIsAskedForAgainGoesToTheBuyerAlone() throws Exception {
    PurchaseId purchase = licensed("Blue Sky GmbH");
    addressed(purchase, BUYER);
    MailRelay relay = relay(smtp());
    relay.makeSome();
    drawDocuments();
    relay.run();
    database
        .sql(
            """
            insert into mails (id, asked_by, type, organization_id, purchase_id, document_id)
            select gen_random_uuid(), user_id, 'license.activated', organization_id, id,
              (select id from documents where purchase_id = purchases.id)
            from purchases where id = ?
            """)
        .param(purchase.value())
        .update();
    relay.run();

    assertThat(subjects(BUYER)).containsExactly("Active:", "Active:");
    assertThat(subjects(ADDRESS)).containsExactly("Receipt");
  }

  /** While it is theirs to know: who left, or is another organization's, gets no mail of it. */
  @Test
  void goesToTheBuyerWhereTheOrganizationHasNoAddress() throws Exception {
    Subscription bought = fixture.recorded();
    addressed(bought.purchase(), BUYER);
    purchases.end(bought.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.CONFIRM_REDIRECT));
    Subscription left = fixture.recorded();
    addressed(left.purchase(), BUYER);
    disable(left.purchase());
    purchases.end(left.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.CONFIRM_REDIRECT));
    transaction.executeWithoutResult(
        status ->
            outbox.record(
                OutboxEvent.WEBHOOK_DISABLED,
                bought.purchase(),
                "endpoint",
                Map.of("address", "https://hooks.example/")));

    relay(smtp()).run();

    assertThat(only().getAllRecipients()[0]).hasToString(BUYER);
    assertThat(text(parts(only()))).contains("to the mail address of your account");
    assertThat(states())
        .containsExactlyInAnyOrder(
            "purchase.ended SENT 1", "purchase.ended DROPPED 1", "webhook.disabled DROPPED 1");
  }

  /** It is nobody's purchase. */
  @Test
  void aWebhookThatIsSwitchedOffIsToldToWhoAddedIt() throws Exception {
    Subscription bought = fixture.recorded();
    Buyer colleague = fixture.buyerOf(bought.buyer().organization());
    for (Buyer each : List.of(bought.buyer(), colleague)) {
      database
          .sql("update users set email = 'of-' || id || '@buyer.example' where id = ?")
          .param(each.user().value())
          .update();
    }
    contact(bought.purchase(), "Blue Sky GmbH", ADDRESS);
    UUID endpoint = UUID.randomUUID();
    database
        .sql(
            """
            insert into webhook_endpoints (id, organization_id, address, types, made_by)
            values (?, ?, 'https://hooks.example/', '{license.activated}', ?)
            """)
        .params(endpoint, colleague.organization().value(), colleague.user().value())
        .update();
    transaction.executeWithoutResult(
        status ->
            outbox.record(
                OutboxEvent.WEBHOOK_DISABLED,
                bought.purchase(),
                endpoint.toString(),
                "now",
                Map.of("address", "https://hooks.example/")));

    relay(smtp()).run();

    assertThat(only().getAllRecipients()[0])
        .hasToString("of-%s@buyer.example".formatted(colleague.user()));
    assertThat(text(parts(only())))
        .contains("https://hooks.example/", "to the mail address of your account");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSES_ADDRESS", "REFUSES_MAIL"})
  void whatIsRefusedForGoodIsSaidAndNotTriedAgain(Fault fault) {
    lapsed("Blue Sky GmbH");
    faulty.suffers(fault);
    MailRelay relay = relay(faulty.port());
    relay.run();
    faulty.suffers(Fault.NONE);
    due();
    relay.run();

    assertThat(faulty.taken()).isEmpty();
    assertThat(states()).containsExactly("purchase.ended REFUSED 1");
    assertThat(mails("reason").getFirst()).contains("5.");
  }

  @Test
  void whatIsPutOffIsTriedAfterGrowingWaitsForFiveDays() {
    lapsed("Blue Sky GmbH");
    faulty.suffers(Fault.PUTS_ADDRESS_OFF);
    MailRelay relay = relay(faulty.port());
    relay.run();
    assertThat(waitMinutes()).isEqualTo(1);
    for (var wait : Map.of("20 minutes", 10, "2 hours", 60, "4 days", 360).entrySet()) {
      putOffFor(wait.getKey());
      relay.run();
      assertThat(waitMinutes()).as(wait.getKey()).isEqualTo(wait.getValue());
    }
    putOffFor("5 days 1 minute");
    relay.run();
    due();
    relay.run();

    assertThat(states()).containsExactly("purchase.ended REFUSED 5");
    assertThat(mails("reason").getFirst()).contains("greylisted");
  }

  @Test
  void whatIsPutOffIsTakenLater() {
    lapsed("Blue Sky GmbH");
    faulty.suffers(Fault.PUTS_ADDRESS_OFF);
    MailRelay relay = relay(faulty.port());
    relay.run();
    faulty.suffers(Fault.NONE);
    relay.run();
    assertThat(faulty.taken()).as("before its time").isEmpty();
    due();
    relay.run();

    assertThat(faulty.taken()).hasSize(1);
    assertThat(states()).containsExactly("purchase.ended SENT 2");
  }

  /** Nobody knows whether it came, so it is sent again, and can be told for the same. */
  @Test
  void aMailWhoseAnswerWasLostIsRepeatedUnderTheSameMessageId() {
    lapsed("Blue Sky GmbH");
    faulty.suffers(Fault.DIES_BEFORE_ANSWERING);
    MailRelay relay = relay(faulty.port());
    relay.run();
    assertThat(states()).containsExactly("purchase.ended WAITING 1");
    faulty.suffers(Fault.NONE);
    due();
    clock.advance(Duration.ofMinutes(6));
    relay.run();
    relay.run();

    assertThat(faulty.taken()).hasSize(2);
    assertThat(faulty.taken().stream().map(MailRelayTest::identity).distinct()).hasSize(1);
    assertThat(states()).containsExactly("purchase.ended SENT 2");
  }

  @Test
  void whatTheServerHasTakenIsNotRepeatedSinceItLeavesRudely() {
    lapsed("Blue Sky GmbH");
    faulty.suffers(Fault.DIES_ON_LEAVING);
    relay(faulty.port()).run();

    assertThat(states()).containsExactly("purchase.ended SENT 1");
  }

  /** One mail at growing pauses finds out; then all of them go, however long it was. */
  @Test
  void aServerThatIsAwayForDaysIsAskedByOneMailAtATime() throws Exception {
    IntStream.range(0, 3).forEach(i -> lapsed("Blue Sky GmbH"));
    int nobody = faulty.port();
    faulty.close();
    MailRelay relay = relay(nobody);
    relay.run();
    relay.run();
    assertThat(mails("attempts")).as("one asked").containsExactlyInAnyOrder("0", "0", "1");
    for (int asked = 2; asked <= 12; asked++) {
      clock.advance(Duration.ofMinutes(6));
      due();
      relay.run();
      relay.run();
      assertThat(mails("attempts").stream().mapToInt(Integer::parseInt).sum()).isEqualTo(asked);
    }
    database.sql("update mails set made_at = now() - interval '9 days'").update();
    due();

    relay(smtp()).run();

    assertThat(server.getReceivedMessages()).hasSize(3);
    assertThat(mails("state")).containsOnly("SENT");
  }

  /** It is our own address that it does not like: nobody else's fault. */
  @Test
  void whatIsWrongWithUsIsNotTheFaultOfTheMail() {
    lapsed("Blue Sky GmbH");
    faulty.suffers(Fault.REFUSES_SENDER);
    relay(faulty.port()).run();

    assertThat(states()).containsExactly("purchase.ended WAITING 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blue Sky\r\nBcc: victim@other.example\r\n\r\nHello",
        "<img src=x onerror=alert(1)> & \"Sons\"",
        "\u202Eevil\u2066 株式会社 שלום مرحبا 🏢",
        "{0} %s ${x} ''"
      })
  void namesAreTextAndNothingElse(String name) throws Exception {
    String whole = (name + " ").repeat(1000 / name.length() + 1).strip();
    lapsed(whole);
    relay(smtp()).run();

    List<Part> parts = parts(only());
    assertThat(only().getAllRecipients()).hasSize(1);
    assertThat(only().getHeader("Bcc")).isNull();
    assertThat(only().getSubject()).isEqualTo("Not paid in time: 3 migration licenses");
    assertThat(text(parts))
        .contains(whole.replaceAll("[\\p{Cntrl}\\u202E\\u2066]+", " ").strip())
        .doesNotContain("\nBcc:", "\u202E");
    assertThat(html(parts)).doesNotContain("<img", "onerror=alert(1)>", "\u202E");
  }

  @Test
  void namesNobodyWhoWasErased() throws Exception {
    lapsed("Blue Sky GmbH");
    String person =
        database
            .sql(
                """
                update users set disabled_at = now() where id = (
                  select user_id from purchases join outbox on purchase_id = purchases.id
                  where mails_made_at is null)
                returning id::text
                """)
            .query(String.class)
            .single();
    database.sql("select erase_user(cast(? as uuid))").param(person).query().singleRow();
    relay(smtp()).run();

    assertThat(text(parts(only()))).contains("Blue Sky GmbH").doesNotContain(person, "Bought by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example\r\nBcc: x@y.example",
        "a b@c.example",
        "<a@b.example>",
        "ü@b.example"
      })
  void anAddressThatIsNoneIsSaid(String address) {
    lapsed("Blue Sky GmbH", address);
    relay(smtp()).run();

    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(mails("state || ': ' || reason")).containsExactly("REFUSED: no mail address");
  }

  @Test
  void aDomainMayBeOfAnyScript() throws Exception {
    lapsed("Blue Sky GmbH", "einkauf@bücher.example");
    relay(smtp()).run();

    assertThat(only().getAllRecipients()[0]).hasToString("einkauf@xn--bcher-kva.example");
  }

  @Test
  void whatNobodyWantsOrNobodyCanGetIsDropped() {
    purchases.end(
        fixture.recorded().purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.CONFIRM_REDIRECT));
    PurchaseId over = licensed("Blue Sky GmbH");
    record(OutboxEvent.LICENSE_EXPIRING, over, "1");
    database
        .sql("update licenses set ends_at = now() where purchase_id = ?")
        .param(over.value())
        .update();
    MailRelay relay = relay(smtp());
    relay.makeSome();
    drawDocuments();
    relay.run();

    assertThat(states())
        .containsExactlyInAnyOrder(
            "purchase.ended DROPPED 1", "license.activated SENT 1", "license.expiring DROPPED 1");
  }

  /** A mail that is late tells what is so by then. */
  @ParameterizedTest
  @CsvSource({
    "-1 day, Ends tomorrow, It goes on working until",
    "2 days, Has ended, This license has ended. It goes on working until",
    "15 days, , "
  })
  void theEndIsToldWithTheDaysOfGrace(
      String ago, @Nullable String subject, @Nullable String sentence) throws Exception {
    PurchaseId purchase = boughtIn("en");
    alone();
    record(OutboxEvent.LICENSE_EXPIRING, purchase, "1");
    database
        .sql(
            """
            update licenses set starts_at = now() - interval '1 year',
              ends_at = now() - cast(? as interval) where purchase_id = ?
            """)
        .params(ago, purchase.value())
        .update();
    relay(smtp(), 14).run();

    if (subject == null) {
      assertThat(states()).containsExactly("license.expiring DROPPED 1");
      return;
    }
    String until =
        license(purchase, "to_char(ends_at + interval '14 days', 'FMMonth FMDD, YYYY, HH24:MI')");
    assertThat(only().getSubject()).startsWith(subject + ": ");
    assertThat(text(parts(only()))).contains(sentence + " " + until + " UTC");
  }

  @Test
  void workersShareTheWorkAndSendEachOnce() {
    IntStream.range(0, 8).forEach(i -> lapsed("Blue Sky GmbH"));
    MailRelay one = relay(smtp());
    MailRelay another = relay(smtp());
    Race.between(run(one), run(another));

    assertThat(server.getReceivedMessages()).hasSize(8);
    assertThat(mails("state || attempts")).hasSize(8).containsOnly("SENT1");
  }

  @Test
  void whoClaimsAMailKeepsOthersFromIt() {
    lapsed("Blue Sky GmbH");
    lapsed("Blue Sky GmbH");
    relay(smtp()).makeSome();
    Mails mails = new Mails(database, 1);

    transaction.executeWithoutResult(
        status -> {
          Due mine = mails.claim().orElseThrow();
          Due theirs =
              CompletableFuture.supplyAsync(mails::claim)
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join()
                  .orElseThrow();
          assertThat(theirs.id()).isNotEqualTo(mine.id());
        });
    assertThat(mails.claim()).isEmpty();
  }

  @Test
  void withoutAServerNothingPilesUp() {
    lapsed("Blue Sky GmbH");
    MailRelay off =
        new MailRelay(settings("", 0), outbox, database, transaction, new GracePeriod(0), clock);
    off.run();
    relay(smtp()).run();

    assertThat(mails("state")).isEmpty();
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void theOldOnesGo() {
    lapsed("Blue Sky GmbH");
    lapsed("Blue Sky GmbH");
    relay(smtp()).run();
    database
        .sql(
            """
            insert into mails (id, type, organization_id, purchase_id, state)
            select gen_random_uuid(), type, organization_id, purchase_id, 'SENT'
            from mails cross join generate_series(1, 1200)
            """)
        .update();
    database.sql("update mails set made_at = now() - interval '91 days'").update();
    lapsed("Blue Sky GmbH");
    MailRelay relay = relay(smtp());
    relay.makeSome();
    relay.deleteOld();

    assertThat(mails("state")).containsExactly("WAITING");
  }

  private static Callable<Boolean> run(MailRelay relay) {
    return () -> {
      relay.run();
      return true;
    };
  }

  private MailRelay relay(int port) {
    return relay(port, 0);
  }

  private MailRelay relay(int port, int graceDays) {
    GracePeriod grace = new GracePeriod(graceDays);
    return new MailRelay(settings("127.0.0.1", port), outbox, database, transaction, grace, clock);
  }

  private static MailSettings settings(String host, int port) {
    return new MailSettings(
        host,
        port,
        "",
        "",
        "none",
        "Console <licenses@console.example>",
        URI.create("https://console.example"),
        1);
  }

  private int smtp() {
    return server.getSmtp().getPort();
  }

  private PurchaseId licensed(String company) {
    PurchaseId purchase = sales.licensed().purchase();
    contact(purchase, company, ADDRESS);
    return purchase;
  }

  private void lapsed(String company) {
    lapsed(company, ADDRESS);
  }

  private void lapsed(String company, String address) {
    PurchaseId purchase = fixture.recorded().purchase();
    contact(purchase, company, address);
    purchases.end(purchase, new PurchaseOutcome.Lapsed(PurchaseStep.CONFIRM_REDIRECT));
  }

  /** Of a buyer with an address, in an organization with another. */
  private PurchaseId givenBack() {
    PurchaseId purchase = fixture.recorded().purchase();
    contact(purchase, "Blue Sky GmbH", ADDRESS);
    addressed(purchase, BUYER);
    purchases.end(
        purchase,
        new PurchaseOutcome.GivenBack("the organization is gone", ReleaseResult.RELEASED));
    return purchase;
  }

  private PurchaseId boughtIn(String language) {
    Subscription subscription = subscribedIn(language);
    PurchaseId purchase = subscription.purchase();
    addressed(purchase, BUYER);
    PaymentAttempt attempt = fixture.authorizedFor(subscription);
    licenses.activate(
        subscription,
        new Authorization("reference", Instant.now(), subscription.total(), "Visa ending in 1111"));
    attempts.captured(attempt);
    return purchase;
  }

  private Subscription subscribedIn(String language) {
    Buyer buyer = fixture.buyer();
    Subscription usual = Fixtures.subscription(PurchaseId.random(), buyer);
    Consent consent = usual.consent();
    Subscription subscription =
        new Subscription(
            usual.purchase(),
            buyer,
            usual.offer(),
            usual.quantity(),
            usual.autoRenew(),
            usual.total(),
            new Consent(consent.termsVersion(), consent.textHash(), language, consent.givenAt()),
            usual.subscribedAt(),
            usual.payBefore());
    purchases.recordSubscription(subscription);
    contact(subscription.purchase(), "Blue Sky GmbH", ADDRESS);
    return subscription;
  }

  private void contact(PurchaseId purchase, String company, String address) {
    database
        .sql(
            """
            insert into billing_details (organization_id, company, address, city, country, email)
            select organization_id, ?, '1 Street', 'Berlin', 'DE', ? from purchases where id = ?
            """)
        .params(company, address, purchase.value())
        .update();
  }

  /** Gives its buyer a mail address. */
  private void addressed(PurchaseId purchase, String email) {
    database
        .sql("update users set email = ? where id = ?")
        .params(email, buyerOf(purchase))
        .update();
  }

  private void disable(PurchaseId purchase) {
    database
        .sql("update users set disabled_at = now() where id = ?")
        .param(buyerOf(purchase))
        .update();
  }

  private UUID buyerOf(PurchaseId purchase) {
    return database
        .sql("select user_id from purchases where id = ?")
        .param(purchase.value())
        .query(UUID.class)
        .single();
  }

  private void record(String type, PurchaseId purchase, String occurrence) {
    transaction.executeWithoutResult(status -> outbox.record(type, purchase, occurrence, Map.of()));
  }

  /** To draw them takes longer than all the rest. */
  private void drawDocuments() {
    database
        .sql(
            """
            insert into document_files (document_id, kind, content, hash)
            select document_id, 'PDF', '%PDF-'::bytea, encode(sha256('%PDF-'::bytea), 'hex') from mails
            where document_id is not null on conflict do nothing
            """)
        .update();
  }

  private void due() {
    database.sql("update mails set next_try_at = now()").update();
  }

  private void putOffFor(String time) {
    database
        .sql("update mails set next_try_at = now(), put_off_since = now() - cast(? as interval)")
        .param(time)
        .update();
  }

  private int waitMinutes() {
    return database
        .sql("select round(extract(epoch from next_try_at - now()) / 60) from mails")
        .query(Integer.class)
        .single();
  }

  private String license(PurchaseId purchase, String column) {
    return database
        .sql("select %s from licenses where purchase_id = ?".formatted(column))
        .param(purchase.value())
        .query(String.class)
        .single();
  }

  private List<String> states() {
    return mails("type || ' ' || state || ' ' || attempts");
  }

  private List<String> mails(String expression) {
    return database
        .sql("select %s from mails order by made_at".formatted(expression))
        .query(String.class)
        .list();
  }

  private MimeMessage only() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  private MimeMessage to(String address) throws Exception {
    List<MimeMessage> found = allTo(address);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<MimeMessage> allTo(String address) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      if (mail.getAllRecipients()[0].toString().equals(address)) {
        found.add(mail);
      }
    }
    return found;
  }

  /** Of what came there the beginnings: two words, or one before a number. */
  private List<String> subjects(String address) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage mail : allTo(address)) {
      subjects.add(mail.getSubject().replaceAll("^(\\p{L}+( \\p{L}+)?:?).*", "$1"));
    }
    return subjects.stream().sorted().toList();
  }

  private MimeMessage last() {
    return Arrays.asList(server.getReceivedMessages()).getLast();
  }

  private static String identity(String mail) {
    return mail.lines().filter(line -> line.startsWith("Message-ID:")).findFirst().orElseThrow();
  }

  /** Without what is another each time. */
  private static String readable(String mail) {
    return mail.replace("\r\n", "\n")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("MIG(-[0-9A-Z]{4}){4}", "KEY")
        .replaceAll("buyer-ID", "buyer")
        .replaceAll("\\d{4}-\\d{6}", "2026-000001")
        .replaceAll("\\p{L}+ \\d{1,2}, 20\\d\\d, \\d\\d:\\d\\d UTC", "TIME")
        .replaceAll("20\\d\\d年\\d+月\\d+日 \\d\\d:\\d\\d（UTC）", "TIME");
  }

  private static List<Part> parts(Part whole) throws Exception {
    List<Part> found = new ArrayList<>();
    if (whole.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart next = several.getBodyPart(i);
        found.addAll(parts(next));
      }
    } else {
      found.add(whole);
    }
    return found;
  }

  private static String text(List<Part> parts) throws Exception {
    return content(parts, "text/plain");
  }

  private static String html(List<Part> parts) throws Exception {
    return content(parts, "text/html");
  }

  private static String content(List<Part> parts, String type) throws Exception {
    for (Part part : parts) {
      if (part.isMimeType(type) && part.getFileName() == null) {
        return String.valueOf(part.getContent());
      }
    }
    throw new AssertionError("no " + type);
  }

  private static String file(List<Part> parts, String end) throws Exception {
    for (Part part : parts) {
      if (part.getFileName() != null && part.getFileName().endsWith(end)) {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("no file " + end);
  }
}
