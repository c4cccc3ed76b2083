package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import licensing.payment.Card;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import org.junit.jupiter.api.Test;

/** Code of the process that throws fails no purchase: its task is done again, on better code. */
class DefectTest {

  private final CountDownLatch thrown = new CountDownLatch(2);
  private volatile boolean deployed;

  @Test
  void keepsPurchasesWaitingUntilTheNextDeploy() throws InterruptedException {
    try (PurchaseFixture buying = PurchaseFixture.skippingTime(new ThrowingCode())) {
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      assertThat(thrown.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(buying.payments.sales()).isEmpty();

      deployed = true;

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }
  }

  /** Throws before each activity, in the middle of the process. */
  private final class ThrowingCode extends WorkerInterceptorBase {

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public void init(WorkflowOutboundCallsInterceptor outbound) {
          super.init(
              new WorkflowOutboundCallsInterceptorBase(outbound) {
                @Override
                public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                  if (!deployed) {
                    thrown.countDown();
                    throw new IllegalStateException("a defect");
                  }
                  return super.executeActivity(input);
                }
              });
        }
      };
    }
  }
}
