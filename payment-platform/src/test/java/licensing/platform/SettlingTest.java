package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.nonce;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.Status;
import com.braintreegateway.TransactionSearchRequest;
import java.math.BigDecimal;
import java.time.Duration;
import licensing.platform.ledger.Lifetimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform that settles by itself after a minute, and whose searches come in pages of two. */
class SettlingTest {
  private static final Lifetimes MINUTES =
      new Lifetimes(Duration.ofHours(3), Duration.ofDays(7), Duration.ofMinutes(1), Duration.ZERO);

  @RegisterExtension
  PlatformRunning running =
      new PlatformRunning(settings -> settings.withLifetimes(MINUTES).withSearchPageSize(2));

  @Test
  void settlesWhatWasSubmittedAsTimePasses() {
    var request = nonce("fake-valid-nonce").options().submitForSettlement(true).done();
    String id = made(running.gateway().transaction().sale(request)).getId();
    running.clock().advance(Duration.ofSeconds(61));
    assertThat(running.gateway().transaction().find(id).getStatus()).isEqualTo(Status.SETTLING);
    running.clock().advance(Duration.ofSeconds(61));
    assertThat(running.gateway().transaction().find(id).getStatus()).isEqualTo(Status.SETTLED);
  }

  @Test
  void findsAllHitsOverSeveralPagesNewestFirst() {
    String order = order();
    for (int i = 1; i <= 5; i++) {
      made(running.gateway().transaction().sale(sale(i + ".00", order)));
    }
    var hits = running.gateway().transaction().search(GatewayContract.byOrder(order));
    assertThat(hits.getMaximumSize()).isEqualTo(5);
    assertThat(hits)
        .extracting(Transaction::getAmount)
        .extracting(BigDecimal::intValue)
        .containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void narrowsASearchByEveryCriterion() {
    String order = order();
    Transaction voided = made(running.gateway().transaction().sale(sale("7.00", order)));
    made(running.gateway().transaction().voidTransaction(voided.getId()));
    made(running.gateway().transaction().sale(sale("8.00", order)));
    var search =
        new TransactionSearchRequest()
            .orderId()
            .startsWith(order.substring(0, 30))
            .status()
            .in(Status.VOIDED)
            .type()
            .is(Transaction.Type.SALE)
            .amount()
            .between(new BigDecimal("1.00"), new BigDecimal("7.00"));
    assertThat(running.gateway().transaction().search(search))
        .extracting(Transaction::getId)
        .containsExactly(voided.getId());
  }
}
