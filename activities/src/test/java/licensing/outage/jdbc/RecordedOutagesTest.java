package licensing.outage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.TestActivityEnvironment;
import licensing.outage.Outages;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.status.Attention;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
class RecordedOutagesTest {

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final TestActivityEnvironment worker = TestActivityEnvironment.newInstance();
  private final Purchases purchases;
  private final Fixture fixture;
  private final Outages outages;

  RecordedOutagesTest(Outages outages, Purchases purchases, Fixture fixture) {
    worker.registerActivitiesImplementations(outages);
    this.outages = worker.newActivityStub(Outages.class);
    this.purchases = purchases;
    this.fixture = fixture;
  }

  @BeforeEach
  void reset() {
    platform.reset();
  }

  @AfterEach
  void close() {
    worker.close();
    platform.reset();
  }

  @Test
  void listsThoseWhoWaitForThePlatformAlone() {
    PurchaseId unknown = needing(Attention.PAYMENT_UNKNOWN);
    PurchaseId capture = needing(Attention.CAPTURE_FAILING);
    PurchaseId activation = needing(Attention.ACTIVATION_FAILING);
    PurchaseId disputed = needing(Attention.PLATFORM_REPORT);
    PurchaseId fine = fixture.recorded().purchase();

    assertThat(outages.waiting(10_000))
        .contains(unknown, capture)
        .doesNotContain(activation, disputed, fine);
    assertThat(outages.waiting(1)).hasSize(1);
  }

  @Test
  void hearsThePlatformAnswer() {
    assertThatCode(outages::probe).doesNotThrowAnyException();
  }

  @Test
  void failsWhileThePlatformIsAway() {
    platform.nextAnswers("GET /transactions/none", 503, "");

    assertThatThrownBy(outages::probe).hasStackTraceContaining("the platform gave no answer");
  }

  private PurchaseId needing(Attention attention) {
    PurchaseId purchase = fixture.recorded().purchase();
    purchases.noteAttention(purchase, attention, "why");
    return purchase;
  }
}
