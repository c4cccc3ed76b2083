package licensing.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class PurchaseInLogsTest {

  private static final PurchaseId PURCHASE = PurchaseId.random();

  private final PurchaseInLogs logs = new PurchaseInLogs();
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void namesThePurchaseOfTheAddressUntilTheRequestIsOver() {
    address(PURCHASE.toString());

    logs.preHandle(request, response, this);
    assertThat(told()).isEqualTo(PURCHASE.workflowId());

    logs.afterCompletion(request, response, this, null);
    assertThat(told()).isNull();
  }

  @Test
  void namesThePurchaseOfTheFormToBuy() {
    request.setParameter("purchase", PURCHASE.toString());

    logs.preHandle(request, response, this);

    assertThat(told()).isEqualTo(PURCHASE.workflowId());
  }

  @Test
  void leavesTheThreadThatAStreamOfEventsBeganOn() {
    address(PURCHASE.toString());
    logs.preHandle(request, response, this);

    logs.afterConcurrentHandlingStarted(request, response, this);

    assertThat(told()).isNull();
  }

  @Test
  void repeatsNothingElseThatSomebodySent() {
    address("1\nforged line");

    logs.preHandle(request, response, this);

    assertThat(told()).isNull();
  }

  private void address(String id) {
    request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", id));
  }

  private static String told() {
    return MDC.get(PurchaseInLogs.WORKFLOW_ID);
  }
}
