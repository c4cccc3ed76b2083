package licensing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.evidence.EvidenceChains.EvidenceProblem.Kind;
import licensing.evidence.EvidenceChains.EvidenceReport;
import licensing.evidence.EvidenceStore.Entry;
import licensing.license.Licenses;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.PublishedTerms;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Whatever somebody does to the rows, as the database's own administrator, is found and named. */
@OnRealParts
class EvidenceChainsTest {

  @Autowired private Fixture fixture;
  @Autowired private Purchases purchases;
  @Autowired private Licenses licenses;
  @Autowired private AttemptStore attempts;
  @Autowired private PublishedTerms published;
  @Autowired private EvidenceChains chains;
  @Autowired private JdbcClient database;
  @Autowired private TransactionOperations transaction;

  private Buyer buyer;
  private PurchaseId first;
  private PurchaseId second;
  private PurchaseId third;

  @BeforeEach
  void threePurchases() {
    Sales sales = new Sales(fixture, purchases, licenses, attempts, published);
    buyer = fixture.buyer();
    first = sales.withdrawn(buyer);
    second = sales.licensed(buyer);
    third = sales.withdrawn(buyer);
  }

  @Test
  void findsNothingWhereNothingWasTouched() {
    List<EvidenceProblem> problems = new ArrayList<>();

    EvidenceReport report = chains.verify(buyer.organization(), problems::add);

    assertThat(problems).isEmpty();
    assertThat(report).hasToString("evidence: organizations=1 documents=3 problems=0");
  }

  @Test
  void namesTheDocumentInWhichAByteWasFlipped() {
    tamper(
        "update evidence set document = replace(document, '57.00 USD', '56.00 USD')"
            + " where purchase_id = ?::uuid",
        second);

    assertThat(problems()).containsExactly(at(2, second, Kind.DOCUMENT_ALTERED));
  }

  @Test
  void namesTheTestThatIsSaidToBeNone() {
    fixture.tests(buyer.organization(), true);
    PurchaseId test = new Sales(fixture, purchases, licenses, attempts, published).withdrawn(buyer);
    assertThat(chains.of(test).getFirst().document()).contains("\"test\":true");
    tamper("update purchases set test = false where id = ?::uuid", test);

    assertThat(problems()).containsExactly(at(4, test, Kind.DIFFERS_FROM_RECORDS));
  }

  @Test
  void namesTheDocumentWhoseTimeWasMoved() {
    tamper(
        "update evidence set written_at = written_at + interval '1 microsecond'"
            + " where purchase_id = ?::uuid",
        first);

    assertThat(problems()).containsExactly(at(1, first, Kind.DOCUMENT_ALTERED));
  }

  @Test
  void namesTheDocumentCalledAnotherEdition() {
    tamper("update evidence set edition = 2 where purchase_id = ?::uuid", first);

    assertThat(problems()).containsExactly(at(1, first, Kind.DOCUMENT_ALTERED));
  }

  @Test
  void namesThePositionThatIsEmptyAndThePurchaseThatLostItsEvidence() {
    tamper("delete from evidence where purchase_id = ?::uuid", second);

    assertThat(problems())
        .containsExactly(
            at(2, "", Kind.ENTRY_MISSING), at(0, second, Kind.PURCHASE_WITHOUT_EVIDENCE));
  }

  @Test
  void namesWhatIsMissingAtTheEnd() {
    tamper("delete from evidence where purchase_id = ?::uuid", third);

    assertThat(problems())
        .containsExactly(
            at(3, "", Kind.ENTRY_MISSING), at(0, third, Kind.PURCHASE_WITHOUT_EVIDENCE));
  }

  @Test
  void namesAChainOfWhichNothingIsLeft() {
    tamper("delete from evidence where organization_id = ?::uuid", buyer.organization());

    assertThat(problems())
        .contains(at(1, "", Kind.ENTRY_MISSING), at(0, first, Kind.PURCHASE_WITHOUT_EVIDENCE))
        .hasSize(4);
  }

  @Test
  void namesBothOfAPairThatWasExchanged() {
    exchange(1, 2);

    assertThat(problems())
        .contains(at(1, second, Kind.DOCUMENT_ALTERED), at(2, first, Kind.DOCUMENT_ALTERED));
  }

  @Test
  void namesTheEntryAfterOneThatWasForgedWithItsHash() {
    Entry entry = chains.of(first).getFirst();
    Entry forged =
        Entry.hashed(
            buyer.organization().value(),
            1,
            first,
            1,
            entry.writtenAt(),
            entry.document().replace("57.00", "56.00"),
            Entry.NOTHING_BEFORE);
    tamper(
        "update evidence set document = ?, hash = ? where purchase_id = ?::uuid",
        forged.document(),
        forged.hash(),
        first);

    assertThat(problems())
        .containsExactly(at(1, first, Kind.DIFFERS_FROM_RECORDS), at(2, second, Kind.LINK_BROKEN));
  }

  @Test
  void namesTheEndOfAChainThatWasAddedToBesides() {
    tamper(
        "insert into evidence select organization_id, 4, purchase_id, 2, written_at, document,"
            + " hash, repeat('f', 64) from evidence where purchase_id = ?::uuid",
        third);

    assertThat(problems())
        .containsExactly(at(4, third, Kind.DOCUMENT_ALTERED), at(4, "", Kind.LINK_BROKEN));
  }

  @Test
  void namesEachRecordThatIsNoLongerWhatItWas() {
    tamper("update purchases set outcome = 'LAPSED', total = 58 where id = ?::uuid", second);
    tamper("update licenses set key = 'forged ' || key where purchase_id = ?::uuid", second);
    tamper(
        "update payment_attempts set platform_reference = 'forged ' || platform_reference"
            + " where purchase_id = ?::uuid",
        second);

    assertThat(found())
        .extracting(EvidenceProblem::toString)
        .hasSize(4)
        .allMatch(line -> line.contains("position=2 purchase=" + second))
        .anyMatch(line -> line.contains("outcome is \"LICENSED\" in the document and \"LAPSED\""))
        .anyMatch(line -> line.contains("total is \"57.00 USD\" in the document"))
        .anyMatch(line -> line.contains("license is "))
        .anyMatch(line -> line.contains("payment is \"of-" + second));
  }

  @Test
  void namesADocumentThatIsNotTheOneThatWasIssued() {
    tamper(
        "update documents set content = replace(content, '57.00', '56.00') where purchase_id = ?::uuid",
        second);
    assertThat(found())
        .extracting(EvidenceProblem::detail)
        .hasSize(2)
        .allMatch(detail -> detail.startsWith("document 20"))
        .anyMatch(detail -> detail.endsWith("is not in the records as it was issued"))
        .anyMatch(detail -> detail.endsWith("is in the records and not in the evidence"));
  }

  @Test
  void namesAPurchaseWhoseConsentNamesAnotherText() {
    PurchaseId other = fixture.recorded(buyer).purchase();
    purchases.end(other, new PurchaseOutcome.Withdrawn());

    assertThat(problems()).containsExactly(at(4, other, Kind.OTHER_TEXT_CONSENTED));
  }

  @Test
  void namesATotalThatIsNoAmountOfItsCurrency() {
    tamper("update purchases set currency = 'JPY', total = 57.50 where id = ?::uuid", first);

    assertThat(found())
        .extracting(EvidenceProblem::detail)
        .containsExactly("total is \"57.00 USD\" in the document and \"57.50 JPY\" in the records");
  }

  @Test
  void namesADocumentWhosePurchaseIsSomebodyElses() {
    tamper(
        "update purchases set organization_id = ?::uuid where id = ?::uuid",
        fixture.buyer().organization(),
        third);

    assertThat(problems()).containsExactly(at(3, third, Kind.EVIDENCE_WITHOUT_PURCHASE));
  }

  @Test
  void survivesATextThatIsNoDocument() {
    for (String junk :
        List.of(
            "",
            "{}",
            "null",
            "[1",
            junk("\"termsVersion\":1", "\"termsVersion\":0"),
            junk("\"57.00 USD\"", "null"))) {
      Entry forged =
          Entry.hashed(
              buyer.organization().value(),
              3,
              third,
              1,
              chains.of(third).getFirst().writtenAt(),
              junk,
              chains.of(second).getFirst().hash());
      tamper(
          "update evidence set document = ?, hash = ? where purchase_id = ?::uuid",
          junk,
          forged.hash(),
          third);

      assertThat(problems()).as(junk).contains(at(3, third, Kind.DOCUMENT_ALTERED));
    }
  }

  @Test
  void passesFromOneOrganizationToTheNext() {
    Buyer other = fixture.buyer();
    new Sales(fixture, purchases, licenses, attempts, published).withdrawn(other);
    tamper("update evidence set document = '' where purchase_id = ?::uuid", third);

    List<EvidenceProblem> problems = new ArrayList<>();
    EvidenceReport report = chains.verifyAll(problems::add);

    assertThat(report.organizations()).isGreaterThanOrEqualTo(2);
    assertThat(problems).anyMatch(problem -> problem.purchase().equals(third.toString()));
    assertThat(problems)
        .noneMatch(problem -> problem.organization().equals(other.organization().value()));
  }

  private String junk(String part, String instead) {
    return chains.of(third).getFirst().document().replace(part, instead);
  }

  private void exchange(int one, int other) {
    String move =
        "update evidence set position = ? where organization_id = ?::uuid and position = ?";
    tamper(move, 99, buyer.organization(), one);
    tamper(move, one, buyer.organization(), other);
    tamper(move, other, buyer.organization(), 99);
  }

  /** The triggers keep everybody out but whoever owns the tables. */
  private void tamper(String statement, Object... values) {
    Object[] texts =
        Stream.of(values)
            .map(value -> value instanceof Integer ? value : value.toString())
            .toArray();
    transaction.executeWithoutResult(
        status -> {
          database.sql("alter table evidence disable trigger user").update();
          database.sql("alter table purchases disable trigger user").update();
          database.sql("alter table documents disable trigger user").update();
          assertThat(database.sql(statement).params(texts).update()).isPositive();
          database.sql("alter table evidence enable trigger user").update();
          database.sql("alter table purchases enable trigger user").update();
          database.sql("alter table documents enable trigger user").update();
        });
  }

  private List<Where> problems() {
    return found().stream()
        .map(problem -> new Where(problem.position(), problem.purchase(), problem.kind()))
        .toList();
  }

  private List<EvidenceProblem> found() {
    List<EvidenceProblem> problems = new ArrayList<>();
    EvidenceReport report = chains.verify(buyer.organization(), problems::add);
    assertThat(report.problems()).isEqualTo(problems.size());
    return problems;
  }

  private static Where at(long position, Object purchase, Kind kind) {
    return new Where(position, purchase.toString(), kind);
  }

  private record Where(long position, String purchase, Kind kind) {}
}
