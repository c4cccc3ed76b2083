package licensing.web.progress;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Optional;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.reading.AttentionList;
import licensing.reading.PurchaseRecords;
import licensing.web.PagesTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class SupportEventsTest {

  private static final String ALL = "/support/purchases/events";
  private static final String ONE = "/support/purchases/" + PURCHASE + "/events";

  @Autowired MockMvc http;
  @Autowired PurchaseRecords records;
  @Autowired AttentionList list;
  @Autowired LiveStreams streams;

  @Test
  void aPageOfSupportIsToldTheVersionAtOnceAndWithEachChange() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(confirming()));
    var answer = follow(ONE);
    await().until(() -> answer.getContentAsString().contains("data:1"));

    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.CHARGING)));
    streams.changed(PURCHASE);

    await().until(() -> answer.getContentAsString().contains("data:2"));
    assertThat(answer.getContentAsString()).contains("event:mark").doesNotContain("event:home");
  }

  @Test
  void anOpenListIsToldThatAnotherPurchaseNeedsAPerson() throws Exception {
    given(list.mark()).willReturn("before");
    var answer = follow(ALL);
    await().until(() -> answer.getContentAsString().contains("data:before"));

    given(list.mark()).willReturn("after");
    streams.changed(PURCHASE);

    await().until(() -> answer.getContentAsString().contains("data:after"));
    assertThat(answer.getContentAsString()).contains("event:mark");
  }

  @Test
  void aDatabaseThatIsAwayEndsNoStream() throws Exception {
    given(list.mark()).willThrow(new IllegalStateException("away")).willReturn("back");
    var answer = follow(ALL);

    await().until(() -> answer.getContentAsString().contains("data:back"));
  }

  @Test
  void nobodyElseFollows() throws Exception {
    for (var address : List.of(ALL, ONE)) {
      http.perform(get(address).accept(MediaType.TEXT_EVENT_STREAM).with(as(BUYER)))
          .andExpect(status().isNotFound());
      http.perform(get(address).accept(MediaType.TEXT_EVENT_STREAM))
          .andExpect(status().isUnauthorized());
    }
    for (var id : List.of(PurchaseId.random().value(), "x")) {
      http.perform(
              get("/support/purchases/" + id + "/events")
                  .accept(MediaType.TEXT_EVENT_STREAM)
                  .with(as(SUPPORT)))
          .andExpect(status().isNotFound());
    }
  }

  private MockHttpServletResponse follow(String address) throws Exception {
    return http.perform(get(address).accept(MediaType.TEXT_EVENT_STREAM).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andExpect(request().asyncStarted())
        .andReturn()
        .getResponse();
  }
}
