package licensing.web.relay;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import licensing.bulk.BulkId;
import licensing.purchase.PurchaseId;
import licensing.reading.BulkRuns;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

/** While Temporal answers nobody, open pages are told as ever. */
@ConsoleTest
class SlowTemporalTest {

  @Autowired MockMvc web;
  @Autowired World world;
  @Autowired JdbcClient database;
  @MockitoBean PurchaseProcesses processes;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);

  @AfterEach
  void answer() {
    answered.countDown();
  }

  @Test
  void aBulkRunsPageIsToldWhileTheRelayWaits() throws Exception {
    given(processes.paymentSubmitted(any(), any()))
        .willAnswer(
            call -> {
              asked.countDown();
              answered.await();
              return Delivery.ACKNOWLEDGED;
            });
    PurchaseId purchase = world.openPurchase(world.buyer());
    submitted(purchase);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              leaveToThisConsole(purchase);
              return asked.await(1, TimeUnit.SECONDS);
            });
    var bulk = BulkId.random();
    var page =
        web.perform(
                get("/support/bulk/" + bulk + "/events")
                    .accept(MediaType.TEXT_EVENT_STREAM)
                    .with(World.as(world.support())))
            .andReturn()
            .getResponse();
    await().until(() -> page.getContentAsString().contains("event:mark"));

    int told = page.getContentAsString().length();
    database
        .sql("select pg_notify(?, ?)")
        .params(BulkRuns.CHANNEL, bulk.value())
        .query()
        .listOfRows();

    await().atMost(Duration.ofSeconds(3)).until(() -> page.getContentAsString().length() > told);
  }

  /** The console of a test before, on the same database, may have claimed it for half a minute. */
  private void leaveToThisConsole(PurchaseId purchase) {
    database
        .sql(
            "update submitted_payments set claimed_until = null, reported_at = null"
                + " where purchase_id = ?")
        .param(purchase.value())
        .update();
  }

  private void submitted(PurchaseId purchase) {
    database
        .sql(
            "insert into payment_attempts (purchase_id, number, amount, currency, state)"
                + " values (?, 1, 57.00, 'USD', 'OPEN')")
        .param(purchase.value())
        .update();
    database
        .sql("insert into submitted_payments (purchase_id, attempt) values (?, 1)")
        .param(purchase.value())
        .update();
  }
}
