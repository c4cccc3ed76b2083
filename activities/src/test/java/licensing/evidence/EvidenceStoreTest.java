package licensing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.document.Document;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.evidence.EvidenceChains.EvidenceReport;
import licensing.evidence.EvidenceDocument.Attempt;
import licensing.evidence.EvidenceDocument.DocumentReader;
import licensing.evidence.EvidenceDocument.IssuedDocument;
import licensing.evidence.EvidenceStore.Entry;
import licensing.license.Licenses;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.SurplusPayments;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.PublishedTerms;
import licensing.terms.Sha256;
import licensing.terms.Terms;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import licensing.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What is written of a purchase that ends, and when. */
@OnRealParts
class EvidenceStoreTest {

  @Autowired private Fixture fixture;
  @Autowired private Purchases purchases;
  @Autowired private Licenses licenses;
  @Autowired private AttemptStore attempts;
  @Autowired private SurplusPayments surplus;
  @Autowired private PublishedTerms published;
  @Autowired private EvidenceChains chains;
  @Autowired private EvidenceStore store;
  @Autowired private JdbcClient database;
  @Autowired private TransactionOperations transaction;

  private Sales sales;
  private Buyer buyer;

  @BeforeEach
  void prepare() {
    sales = new Sales(fixture, purchases, licenses, attempts, published);
    buyer = fixture.buyer();
  }

  @Test
  void keepsTheWholeOfASaleWithItsEnd() {
    PurchaseId purchase = sales.licensed(buyer);

    Entry entry = onlyEntry(purchase);
    EvidenceDocument document = document(entry);
    assertThat(entry.position()).isOne();
    assertThat(entry.previousHash()).isEqualTo(Entry.NOTHING_BEFORE);
    assertThat(document.user()).isEqualTo(buyer.user().value());
    assertThat(document.order().total()).isEqualTo("57.00 USD");
    assertThat(document.consent().notes())
        .extracting(Terms.Note::text)
        .containsExactlyElementsOf(
            published.current(Locale.ENGLISH).notes().stream().map(note -> note.text()).toList());
    assertThat(document.license()).isNotNull();
    assertThat(document.end().outcome()).isEqualTo("LICENSED");
    Attempt attempt = document.attempts().getFirst();
    assertThat(attempt.platformReference()).isEqualTo("of-" + purchase);
    assertThat(attempt.card()).isEqualTo("Visa ending in 1111");
    assertThat(attempt.capturedAt()).isEqualTo(document.end().at());
    assertThat(attempt.handedInAt()).isNotNull();
    String issued =
        database
            .sql("select content from documents where purchase_id = ?")
            .param(purchase.value())
            .query(String.class)
            .single();
    assertThat(document.documents())
        .containsExactly(
            new IssuedDocument(Document.read(issued).number(), "RECEIPT", Sha256.of(issued)));
  }

  /** A second one that is asked for while a row is read may never come. */
  @Test
  void readsByOneConnection() {
    PurchaseId purchase = sales.licensed(buyer);
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(TestDatabase.url());
    settings.setMaximumPoolSize(1);
    settings.setConnectionTimeout(1000);

    try (HikariDataSource one = new HikariDataSource(settings)) {
      assertThat(new DocumentReader(JdbcClient.create(one)).read(purchase))
          .contains(document(onlyEntry(purchase)));
    }
  }

  @Test
  void keepsNothingWhileAPurchaseIsOpen() {
    Subscription open = sales.subscribed(buyer);
    fixture.openedFor(open);

    assertThat(chains.of(open.purchase())).isEmpty();
    assertSound(0);
  }

  @Test
  void writesBothTheEndAndItsEvidenceOrNeither() {
    PurchaseId purchase = sales.subscribed(buyer).purchase();

    transaction.executeWithoutResult(
        status -> {
          purchases.end(purchase, new PurchaseOutcome.Withdrawn());
          assertThat(chains.of(purchase)).hasSize(1);
          status.setRollbackOnly();
        });

    assertThat(fixture.outcome(purchase)).isEmpty();
    assertThat(chains.of(purchase)).isEmpty();
    purchases.end(purchase, new PurchaseOutcome.Withdrawn());
    assertSound(1);
  }

  @Test
  void staysWithTheFirstEnd() {
    PurchaseId purchase = sales.licensed(buyer);

    purchases.end(purchase, new PurchaseOutcome.Withdrawn());
    attempts.captured(new PaymentAttempt(purchase, 1, sales.subscribed(buyer).total()));

    assertThat(document(onlyEntry(purchase)).end().outcome()).isEqualTo("LICENSED");
    assertSound(1);
  }

  @Test
  void closesWhatWasOpenBeforeItIsWrittenDown() {
    Subscription subscription = sales.subscribed(buyer);
    fixture.openedFor(subscription);

    purchases.end(subscription.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));

    EvidenceDocument document = document(onlyEntry(subscription.purchase()));
    assertThat(document.attempts()).extracting(Attempt::state).containsExactly("CLOSED");
    assertThat(document.end().reason()).isEqualTo("await payment");
  }

  @Test
  void addsAnEditionForMoneyThatCameAfterTheEnd() {
    Subscription subscription = sales.subscribed(buyer);
    PaymentAttempt attempt = fixture.openedFor(subscription);
    purchases.end(subscription.purchase(), new PurchaseOutcome.Withdrawn());

    surplus.found(attempt, "late-" + subscription.purchase(), attempt.amount());
    surplus.givenBack(attempt, "late-" + subscription.purchase(), ReleaseResult.RELEASED);
    surplus.givenBack(attempt, "late-" + subscription.purchase(), ReleaseResult.REFUNDED);

    List<Entry> editions = chains.of(subscription.purchase());
    assertThat(editions).extracting(Entry::edition).containsExactly(1, 2, 3);
    assertThat(document(editions.getFirst()).surplus()).isEmpty();
    assertThat(document(editions.getLast()).surplus())
        .extracting(EvidenceDocument.SurplusPayment::givenBack)
        .containsExactly("RELEASED");
    assertSound(3);
  }

  @Test
  void addsAnEditionForWhatSupportDoesAfterTheEnd() {
    PurchaseId purchase = sales.withdrawn(buyer);
    SupportRequest request =
        Fixtures.asked("ann", "asked by \"phone\" 请求", fixture.version(purchase));

    purchases.recordSupport(purchase, new SupportCommand.RecheckNow(request));
    purchases.recordSupport(purchase, new SupportCommand.RecheckNow(request));

    assertThat(document(chains.of(purchase).getLast()).supportActions())
        .extracting(EvidenceDocument.SupportAction::reason)
        .containsExactly(request.reason());
    assertSound(2);
  }

  @Test
  void repeatsNothingThatItHasSaidAlready() {
    PurchaseId purchase = sales.withdrawn(buyer);

    purchases.noteAttention(
        purchase, System.nanoTime(), Attention.PLATFORM_REPORT, "a person decides");

    onlyEntry(purchase);
  }

  @Test
  void keepsNoSecretOfAPayment() {
    String text = onlyEntry(sales.licensed(buyer)).document();

    assertThat(text).doesNotContain("nonce", "411111", Fixture.name(buyer));
  }

  @Test
  void makesOneChainOfPurchasesThatEndAtTheSameTime() {
    List<PurchaseId> open =
        IntStream.range(0, 40).mapToObj(index -> sales.subscribed(buyer).purchase()).toList();

    Race.between(
        IntStream.range(0, 8)
            .mapToObj(thread -> ending(open.subList(thread * 5, thread * 5 + 5)))
            .toArray(Callable[]::new));

    List<Long> positions =
        open.stream().flatMap(this::entries).map(Entry::position).sorted().toList();
    assertThat(positions).isEqualTo(IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList());
    assertSound(40);
  }

  @Test
  void writesOnceWhatEndedBeforeThereWasEvidence() {
    PurchaseId old = endedUnwritten();
    PurchaseId older = endedUnwritten();
    PurchaseId recent = sales.withdrawn(buyer);
    database
        .sql("update purchases set ended_at = ended_at - interval '1 day' where id = ?::uuid")
        .param(older.value())
        .update();

    assertThat(store.keepMissing()).isGreaterThanOrEqualTo(2);
    assertThat(store.keepMissing()).isZero();

    assertThat(Stream.of(recent, older, old).flatMap(this::entries))
        .extracting(Entry::position)
        .containsExactly(1L, 2L, 3L);
    assertSound(3);
  }

  private PurchaseId endedUnwritten() {
    PurchaseId purchase = sales.subscribed(buyer).purchase();
    database
        .sql(
            "update purchases set step = 'ENDED', outcome = 'LAPSED', ended_at = now()"
                + " where id = ?::uuid")
        .param(purchase.toString())
        .update();
    return purchase;
  }

  private Callable<UUID> ending(List<PurchaseId> open) {
    return () -> {
      open.forEach(purchase -> purchases.end(purchase, new PurchaseOutcome.Withdrawn()));
      return buyer.user().value();
    };
  }

  private Stream<Entry> entries(PurchaseId purchase) {
    return chains.of(purchase).stream();
  }

  private Entry onlyEntry(PurchaseId purchase) {
    assertThat(chains.of(purchase)).hasSize(1);
    return chains.of(purchase).getFirst();
  }

  private static EvidenceDocument document(Entry entry) {
    return EvidenceDocument.read(entry.document()).orElseThrow();
  }

  private void assertSound(int documents) {
    List<EvidenceProblem> problems = new ArrayList<>();
    EvidenceReport report = chains.verify(buyer.organization(), problems::add);
    assertThat(problems).isEmpty();
    assertThat(report.documents()).isEqualTo(documents);
  }
}
