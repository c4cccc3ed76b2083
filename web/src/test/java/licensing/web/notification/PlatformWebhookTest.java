package licensing.web.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformNotifications.Receipt;
import licensing.payment.braintree.PlatformNotifications.Unreported;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.web.PageFixtures;
import licensing.web.PagesTest;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@PagesTest
class PlatformWebhookTest {

  private static final String ADDRESS = "/webhooks/payment-platform";

  @Autowired MockMvc http;
  @Autowired MeterRegistry meters;
  @Autowired PlatformNotifications notifications;
  @Autowired PurchaseProcesses processes;

  @Test
  void answersTheChallenge() throws Exception {
    given(notifications.answer("abc")).willReturn(Optional.of("key|abc"));

    http.perform(get(ADDRESS).param("bt_challenge", "abc"))
        .andExpect(status().isOk())
        .andExpect(content().string("key|abc"));
    http.perform(get(ADDRESS).param("bt_challenge", "?")).andExpect(status().isBadRequest());
    http.perform(get(ADDRESS)).andExpect(status().isBadRequest());
  }

  @Test
  void storesThenAcknowledgesThenReports() throws Exception {
    given(notifications.receive("key|ab+c", "pay load")).willReturn(new Receipt.Stored("7"));
    given(notifications.claimUnreported(anyInt()))
        .willReturn(
            List.of(
                new Unreported(
                    "7",
                    PageFixtures.PURCHASE,
                    PageFixtures.BUYER.organization(),
                    "dispute_opened")))
        .willReturn(List.of());
    given(processes.platformReported(any(), any(), any())).willReturn(Delivery.ACKNOWLEDGED);

    deliver("bt_signature=key%7Cab%2Bc&bt_payload=pay+load").andExpect(status().isOk());

    verify(processes, timeout(5000))
        .platformReported(
            PageFixtures.PURCHASE,
            PageFixtures.BUYER.organization(),
            new PlatformReported("7", "dispute_opened"));
    verify(notifications, timeout(5000)).reported("7", "to be read again");
  }

  @Test
  void aRepeatedOneIsAcknowledgedWithoutEffect() throws Exception {
    given(notifications.receive(any(), any())).willReturn(new Receipt.Repeated());

    deliver("bt_signature=a&bt_payload=b").andExpect(status().isOk());
    verifyNoInteractions(processes);
  }

  @Test
  void aForgedOneIsRejectedAndCounted() throws Exception {
    given(notifications.receive(any(), any())).willReturn(new Receipt.Rejected("forged"));
    double before = meters.counter("webhooks", "result", "rejected").count();

    deliver("bt_signature=a&bt_payload=b").andExpect(status().isBadRequest());
    assertThat(meters.counter("webhooks", "result", "rejected").count()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "bt_signature=a",
        "bt_payload=b",
        "bt_signature=a&bt_signature=b&bt_payload=c"
      })
  void aGarbledOneNeverReachesTheStore(String body) throws Exception {
    deliver(body).andExpect(status().isBadRequest());
    verify(notifications, never()).receive(any(), any());
  }

  @Test
  void aHugeOneIsRefused() throws Exception {
    deliver("bt_signature=a&bt_payload=" + "x".repeat(64 * 1024))
        .andExpect(status().isContentTooLarge());
    verify(notifications, never()).receive(any(), any());
  }

  @Test
  void oneThatCannotBeStoredComesAgain() throws Exception {
    given(notifications.receive(any(), any())).willThrow(new IllegalStateException("no database"));

    deliver("bt_signature=a&bt_payload=b").andExpect(status().isServiceUnavailable());
  }

  private ResultActions deliver(String body) throws Exception {
    return http.perform(
        post(ADDRESS).contentType(MediaType.APPLICATION_FORM_URLENCODED).content(body));
  }
}
