package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import licensing.buyer.Buyer;
import licensing.local.BegunPurchase;
import licensing.local.LocalStack;
import licensing.local.TemporalCalls;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of a purchase whose half an hour lasts half a minute. */
@ExtendWith(InBrowser.class)
class WalkAwayTest {

  private static final Duration PAYING = Duration.ofSeconds(30);

  private final Visits visits;
  private final LocalStack stack;

  WalkAwayTest(Visits visits) {
    this.visits = visits;
    stack = visits.console().stack();
  }

  @Test
  void theDeadlineEndsThePurchaseAndSaysThatNothingWasCharged() {
    String name = visits.records().newBuyer();
    Visitor buyer = visits.visitor().logIn(name);
    buyer.open("/purchases/" + subscribed(visits.records().buyer(name)));
    Page payment = new Buying(buyer).goOn();

    saysSo(buyer.page());
    saysSo(payment);
    new Inspection("en", "lapsed").of(buyer.page());
    new Inspection("en", "lapsed-payment-window").of(payment);
    buyer.open("/licenses/migration");
    assertThat(buyer.page().getByText("Expired unpaid")).isVisible();
  }

  /** Gives the purchase's id. */
  private String subscribed(Buyer buyer) {
    WorkflowServiceStubs temporal = TemporalCalls.to(stack);
    try {
      PurchaseStart start = BegunPurchase.lapsingAfter(PAYING, buyer);
      BegunPurchase.by(WorkflowClient.newInstance(temporal), start)
          .subscribe(BegunPurchase.order(stack.database(), buyer));
      return start.purchase().toString();
    } finally {
      temporal.shutdownNow();
    }
  }

  private static void saysSo(Page page) {
    var inTime = new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);
    assertThat(page.getByText("The order expired unpaid")).isVisible(inTime);
    assertThat(page.getByText("It was not paid in time. Nothing was charged.")).isVisible();
  }
}
