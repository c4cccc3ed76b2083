package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.nonce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.Dispute;
import com.braintreegateway.DisputeSearchRequest;
import com.braintreegateway.Transaction;
import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.ServiceUnavailableException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.stream.StreamSupport;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Plan;
import licensing.platform.fault.Trigger;
import licensing.platform.webhook.WebhookKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Disputes, as the merchant's SDK searches for them; pages hold two. */
class DisputeSearchTest {

  @RegisterExtension
  PlatformRunning running = new PlatformRunning(settings -> settings.withSearchPageSize(2));

  @Test
  void findsNothingWhereNothingIsDisputed() {
    settled();

    assertThat(found(new DisputeSearchRequest())).isEmpty();
  }

  @Test
  void tellsOfADisputeWhatTheTransactionTells() {
    Transaction sale = settled();
    happen(WebhookKind.DISPUTE_OPENED, sale);
    happen(WebhookKind.DISPUTE_LOST, sale);

    assertThat(found(new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(inDays(0))))
        .singleElement()
        .satisfies(
            dispute -> {
              assertThat(dispute.getId()).isEqualTo(inTransaction(sale).getId());
              assertThat(dispute.getStatus()).isEqualTo(Dispute.Status.LOST);
              assertThat(dispute.getTransaction().getId()).isEqualTo(sale.getId());
              assertThat(dispute.getTransaction().getOrderId()).isEqualTo(sale.getOrderId());
              assertThat(dispute.getUpdatedAt()).isNotNull();
              assertThat(dispute.getStatusHistory())
                  .extracting(event -> event.getStatus())
                  .containsExactly(Dispute.Status.OPEN, Dispute.Status.LOST);
            });
  }

  @Test
  void findsOnTheDayItWasReceivedWhateverTheHour() {
    happen(WebhookKind.DISPUTE_OPENED, settled());

    var request = new DisputeSearchRequest();
    assertThat(found(request.receivedDate().between(inDays(0), inDays(0)))).hasSize(1);
    assertThat(found(new DisputeSearchRequest().receivedDate().lessThanOrEqualTo(inDays(-1))))
        .isEmpty();
    assertThat(found(new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(inDays(1))))
        .isEmpty();
  }

  @Test
  void findsByTheDayOfItsDecisionWhatWasReceivedWeeksBefore() {
    Transaction sale = settled();
    happen(WebhookKind.DISPUTE_OPENED, sale);
    running.clock().advance(Duration.ofDays(30));
    happen(WebhookKind.DISPUTE_WON, sale);

    assertThat(found(new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(inDays(0))))
        .isEmpty();
    assertThat(found(new DisputeSearchRequest().effectiveDate().greaterThanOrEqualTo(inDays(0))))
        .extracting(Dispute::getStatus)
        .containsExactly(Dispute.Status.WON);
  }

  @Test
  void narrowsBySubjectAndStatus() {
    Transaction disputed = settled();
    happen(WebhookKind.DISPUTE_OPENED, disputed);
    happen(WebhookKind.DISPUTE_OPENED, settled());

    assertThat(found(new DisputeSearchRequest().transactionId().is(disputed.getId()))).hasSize(1);
    assertThat(found(new DisputeSearchRequest().id().is(inTransaction(disputed).getId())))
        .hasSize(1);
    assertThat(found(new DisputeSearchRequest().status().in(Dispute.Status.OPEN))).hasSize(2);
    assertThat(found(new DisputeSearchRequest().status().in(Dispute.Status.WON))).isEmpty();
  }

  @Test
  void findsAllHitsOverSeveralPagesNewestFirst() {
    List<Transaction> disputed = List.of(settled(), settled(), settled(), settled(), settled());
    disputed.forEach(sale -> happen(WebhookKind.DISPUTE_OPENED, sale));

    assertThat(found(new DisputeSearchRequest()))
        .extracting(dispute -> dispute.getTransaction().getId())
        .containsExactlyElementsOf(disputed.reversed().stream().map(Transaction::getId).toList());
  }

  @Test
  void refusesACriterionThatItCannotJudge() {
    happen(WebhookKind.DISPUTE_OPENED, settled());

    // Read as a page without disputes and without their number, which the SDK cannot take.
    assertThatThrownBy(() -> found(new DisputeSearchRequest().caseNumber().is("1")))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void wantsTheKeysAndFailsOnDemand() {
    var foreign = Gateways.of(running.platform(), "test-merchant", "wrong");
    assertThatThrownBy(
            () -> foreign.dispute().search(new DisputeSearchRequest()).iterator().hasNext())
        .isInstanceOf(AuthenticationException.class);

    running
        .platform()
        .faults()
        .arm(
            new Plan(
                new Fault.Status(503, Fault.Effect.NONE),
                Operation.SEARCH_DISPUTES,
                null,
                new Trigger.Next(1)));
    assertThatThrownBy(() -> found(new DisputeSearchRequest()))
        .isInstanceOf(ServiceUnavailableException.class);
    assertThat(found(new DisputeSearchRequest())).isEmpty();
  }

  private List<Dispute> found(DisputeSearchRequest request) {
    var found = running.gateway().dispute().search(request);
    return StreamSupport.stream(found.spliterator(), false).toList();
  }

  private void happen(WebhookKind kind, Transaction sale) {
    running.platform().sign(kind, sale.getId()).orElseThrow();
  }

  private Dispute inTransaction(Transaction sale) {
    return running.gateway().transaction().find(sale.getId()).getDisputes().getFirst();
  }

  private Transaction settled() {
    var request = nonce("fake-valid-nonce").options().submitForSettlement(true).done();
    Transaction sale = made(running.gateway().transaction().sale(request));
    return made(running.gateway().testing().settle(sale.getId()));
  }

  private Calendar inDays(int days) {
    return GregorianCalendar.from(
        running.clock().instant().plus(Duration.ofDays(days)).atZone(ZoneOffset.UTC));
  }
}
