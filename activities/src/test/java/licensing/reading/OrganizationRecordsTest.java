package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.payment.Money;
import licensing.purchase.Subscription;
import licensing.reading.OrganizationRecords.Dispute;
import licensing.reading.OrganizationRecords.Member;
import licensing.reading.OrganizationRecords.PaidMoney;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class OrganizationRecordsTest {

  private final OrganizationRecords records;
  private final Fixture fixture;
  private final JdbcClient database;

  OrganizationRecordsTest(OrganizationRecords records, Fixture fixture, JdbcClient database) {
    this.records = records;
    this.fixture = fixture;
    this.database = database;
  }

  @Test
  void knowsAnOrganizationByItsId() {
    var organization = fixture.buyer().organization();

    assertThat(records.of(organization).orElseThrow().name()).isEqualTo("Blue Sky");
    assertThat(records.of(new OrganizationId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void namesItsPeopleAndNobodyElse() {
    Buyer buyer = fixture.buyer();
    fixture.supporterOf(buyer.organization());
    fixture.buyer();

    assertThat(records.people(buyer.organization(), 10))
        .extracting(Member::role)
        .containsExactly("BUYER", "SUPPORT");
    assertThat(records.people(buyer.organization(), 1))
        .containsExactly(new Member(buyer.user(), Fixture.name(buyer), "BUYER", false));
  }

  @Test
  void addsUpItsMoney() {
    Buyer buyer = fixture.buyer();
    paid(buyer, "captured_at = now()");
    paid(buyer, "captured_at = now()");
    paid(buyer, "captured_at = now(), given_back = 'REFUNDED'");
    paid(buyer, "card = 'Visa ending in 1111'");
    paid(buyer, "given_back = 'RELEASED'");
    var sentBack = paid(buyer, "captured_at = now()");
    said(sentBack, "MONEY_GIVEN_BACK", "19.00");
    fixture.recorded(buyer);
    paid(fixture.buyer(), "captured_at = now()");
    fixture.tests(buyer.organization(), true);
    paid(buyer, "captured_at = now()");

    assertThat(records.money(buyer.organization()))
        .containsExactly(
            new PaidMoney(
                Money.parse("228.00 USD"), Money.parse("57.00 USD"), Money.parse("76.00 USD")));
    assertThat(records.money(fixture.buyer().organization())).isEmpty();
  }

  @Test
  void tellsWhatIsDisputed() {
    Buyer buyer = fixture.buyer();
    var first = paid(buyer, "captured_at = now()");
    said(first, "DISPUTE_OPEN", "57.00");
    said(first, "REFUND_FAILED", "57.00");
    said(paid(fixture.buyer(), "captured_at = now()"), "DISPUTE_LOST", "57.00");

    assertThat(records.disputes(buyer.organization(), 10))
        .singleElement()
        .returns(first.purchase(), Dispute::purchase)
        .returns(Timelines.Kind.DISPUTE_OPEN, Dispute::kind)
        .returns(Money.parse("57.00 USD"), Dispute::amount);
  }

  private Subscription paid(Buyer buyer, String change) {
    var subscription = fixture.recorded(buyer);
    fixture.openedFor(subscription);
    String reference = ", platform_reference = 'ref-%s'".formatted(subscription.purchase());
    for (String step :
        List.of(
            "state = 'SUBMITTED'",
            "state = 'CHARGING'",
            "state = 'AUTHORIZED', authorized_at = now()" + reference,
            change)) {
      database
          .sql("update payment_attempts set " + step + " where purchase_id = ?")
          .param(subscription.purchase().value())
          .update();
    }
    return subscription;
  }

  private void said(Subscription about, String kind, String amount) {
    database
        .sql(
            """
            insert into late_events
              (platform_reference, subject, purchase_id, kind, amount, currency, changed_at)
            values (?, ?, ?, ?, ?::numeric, 'USD', now())
            """)
        .params("ref-" + about.purchase(), kind, about.purchase().value(), kind, amount)
        .update();
  }
}
