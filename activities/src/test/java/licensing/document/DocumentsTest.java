package licensing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.document.Document.Kind;
import licensing.document.Document.Tax.Rule;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.testing.Fixture;
import licensing.testing.LicensedSales;
import licensing.testing.LicensedSales.Sold;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Which papers are written, and that their numbers have no gaps. */
@OnRealParts
class DocumentsTest {

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Fixture fixture;
  private final LicensedSales sales;
  private final AttemptStore attempts;
  private final Documents documents;

  DocumentsTest(
      JdbcClient database,
      TransactionOperations transaction,
      Fixture fixture,
      LicensedSales sales,
      AttemptStore attempts,
      Documents documents) {
    this.database = database;
    this.transaction = transaction;
    this.fixture = fixture;
    this.sales = sales;
    this.attempts = attempts;
    this.documents = documents;
  }

  @Test
  void aCaptureWritesAReceiptAtOnceAndOnce() {
    Sold sold = sales.licensed();
    attempts.captured(sold.attempt());

    assertThat(of(sold.purchase()))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.kind()).isEqualTo(Kind.RECEIPT);
              assertThat(receipt.total()).isEqualTo(Money.parse("57.00 USD"));
              assertThat(receipt.tax().rule()).isEqualTo(Rule.STANDARD);
              assertThat(receipt.tax().net()).isEqualByComparingTo("46.34");
              assertThat(receipt.buyer().name()).isEqualTo("Blue Sky");
              assertThat(receipt.payment().card()).startsWith("Visa ending in ");
              assertThat(receipt.item().from().plusDays(365)).isEqualTo(receipt.item().until());
              assertThat(receipt.consent().textHash()).hasSize(64);
            });
  }

  @Test
  void whatTheBuyerWantsOnItStandsOnIt() {
    Buyer buyer = fixture.buyer();
    Subscription subscription = fixture.recorded(buyer);
    wish(buyer, "DE", "DE136695976");
    database
        .sql("insert into order_numbers (purchase_id, organization_id, number) values (?, ?, ?)")
        .params(subscription.purchase().value(), buyer.organization().value(), "PO 4711")
        .update();

    Document invoice = captured(subscription);
    wish(buyer, "CN", null);

    assertThat(invoice.kind()).isEqualTo(Kind.INVOICE);
    assertThat(invoice.orderNumber()).isEqualTo("PO 4711");
    assertThat(invoice.buyer().vatId()).isEqualTo("DE136695976");
    assertThat(invoice.tax().rule()).isEqualTo(Rule.REVERSE_CHARGE);
    assertThat(of(subscription.purchase())).containsExactly(invoice);
    assertThat(captured(fixture.recorded(buyer)).tax().rule()).isEqualTo(Rule.OUTSIDE);
  }

  @Test
  void moneyThatGoesBackIsCreditedOnceAndNoMoreThanWasPaid() {
    Sold sold = sales.licensed();
    Document paid = of(sold.purchase()).getFirst();

    wentBack(sold.purchase(), "refund-1", "19.00 USD");
    wentBack(sold.purchase(), "refund-1", "19.00 USD");
    wentBack(sold.purchase(), "refund-2", "57.00 USD");
    attempts.givenBack(sold.attempt(), ReleaseResult.REFUNDED);

    List<Document> all = of(sold.purchase());
    assertThat(all)
        .extracting(Document::kind)
        .containsExactly(Kind.RECEIPT, Kind.CREDIT_NOTE, Kind.CREDIT_NOTE);
    assertThat(all)
        .extracting(each -> each.total().toString())
        .containsExactly("57.00 USD", "19.00 USD", "38.00 USD");
    assertThat(all.get(1).credited().number()).isEqualTo(paid.number());
    assertThat(all.get(1).item().part()).isTrue();
    assertThat(all.get(1).tax().percent()).isEqualByComparingTo(BigDecimal.valueOf(23));
  }

  /** What it was when it was ordered decides, and no number of the others is spent on it. */
  @Test
  void testsHaveASeriesOfTheirOwn() {
    Buyer buyer = fixture.buyer();
    fixture.tests(buyer.organization(), true);
    Subscription test = fixture.recorded(buyer);
    fixture.tests(buyer.organization(), false);
    int before = last();

    Document receipt = captured(test);
    wentBack(test.purchase(), "refund-1", "19.00 USD");

    assertThat(receipt.number()).matches("TEST-\\d{4}-\\d{6}").matches(Document.NUMBER);
    assertThat(of(test.purchase())).hasSize(2).allMatch(Document::isTest);
    assertThat(last()).isEqualTo(before);
    assertThat(captured(fixture.recorded(buyer)).isTest()).isFalse();
    assertThat(last()).isEqualTo(before + 1);
  }

  @Test
  void nothingIsWrittenOfMoneyThatWasNeverTaken() {
    PaymentAttempt attempt = fixture.opened();
    wentBack(attempt.purchase(), "refund-1", "57.00 USD");
    attempts.captured(attempt);

    assertThat(of(attempt.purchase())).isEmpty();
  }

  /** Half of them fail at the last moment, as a worker that dies. */
  @Test
  void numbersHaveNoGapsAndNoDoubles() {
    List<PurchaseId> purchases =
        IntStream.range(0, 32)
            .mapToObj(i -> fixture.authorizedFor(fixture.recorded()).purchase())
            .toList();
    int before = last();

    Race.between(
        IntStream.range(0, 32)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () ->
                        transaction.execute(
                            status -> {
                              documents.paid(purchases.get(i), 1);
                              if (i % 2 == 0) {
                                status.setRollbackOnly();
                              }
                              return true;
                            }))
            .toArray(Callable[]::new));

    assertThat(last()).isEqualTo(before + 16);
    assertThat(
            database
                .sql("select number from documents where seller = ? order by number")
                .param("IE6388047V")
                .query(String.class)
                .list())
        .extracting(number -> Integer.parseInt(number.substring(5)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, last()).boxed().toList());
  }

  @Test
  void filesAreMadeOnceByWhoeverComesFirst() {
    Sold sold = sales.licensed();
    DocumentRelay one = new DocumentRelay(database, transaction);
    DocumentRelay another = new DocumentRelay(database, transaction);

    Race.between(() -> makeAll(one), () -> makeAll(another));

    assertThat(
            database
                .sql(
                    """
                    select kind || ' ' || (substring(file.content for 5) = '%PDF-') || ' ' || (
                      select count(*) from documents_unmade)
                    from document_files file join documents on id = document_id
                    where purchase_id = ?
                    """)
                .param(sold.purchase().value())
                .query(String.class)
                .list())
        .containsExactly("PDF true 0");
    for (String change :
        new String[] {
          "update documents set content = ''",
          "delete from document_files",
          "update document_files set hash = hash",
          "truncate documents cascade"
        }) {
      assertThatThrownBy(() -> database.sql(change).update())
          .as(change)
          .hasMessageContaining("evidence");
    }
  }

  @Test
  void aWorkerInTrainingDrawsAPaperWithAllThatIsDrawn() {
    assertThat(DocumentRelay.rehearse()).containsExactly("PDF", "UBL");
  }

  private static boolean makeAll(DocumentRelay relay) {
    return Stream.generate(relay::makeNext).anyMatch(made -> !made);
  }

  private void wentBack(PurchaseId purchase, String subject, String amount) {
    transaction.executeWithoutResult(
        status -> documents.wentBack(purchase, subject, Money.parse(amount)));
  }

  private void wish(Buyer buyer, String country, String vatId) {
    database
        .sql(
            """
            insert into billing_details
              (organization_id, company, address, postcode, city, country, vat_id, email)
            values (:id, 'Müller GmbH', '1 Street', '10623', 'Berlin', :country, :vatId, 'a@b.example')
            on conflict (organization_id) do update set country = :country, vat_id = :vatId
            """)
        .param("id", buyer.organization().value())
        .param("country", country)
        .param("vatId", vatId, java.sql.Types.VARCHAR)
        .update();
  }

  private Document captured(Subscription subscription) {
    PaymentAttempt attempt = fixture.authorizedFor(subscription);
    attempts.captured(attempt);
    return of(subscription.purchase()).getFirst();
  }

  private int last() {
    return database
        .sql("select coalesce(max(last), 0) from document_numbers where seller = 'IE6388047V'")
        .query(Integer.class)
        .single();
  }

  private List<Document> of(PurchaseId purchase) {
    return database
        .sql("select content from documents where purchase_id = ? order by number")
        .param(purchase.value())
        .query((row, index) -> Document.read(row.getString(1)))
        .list();
  }
}
