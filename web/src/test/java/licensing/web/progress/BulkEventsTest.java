package licensing.web.progress;

import static licensing.web.PageFixtures.*;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Optional;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.web.PagesTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class BulkEventsTest {

  @Autowired MockMvc http;
  @Autowired BulkRuns runs;
  @Autowired LiveStreams streams;

  private final BulkId bulk = BulkId.random();

  @Test
  void anOpenPageIsToldHowFarItIs() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.empty());
    var answer = follow(bulk);
    await().until(() -> answer.getContentAsString().contains("event:mark"));

    given(runs.of(bulk)).willReturn(Optional.of(run(7)));
    streams.moved(bulk);

    await().until(() -> answer.getContentAsString().contains("data:7-0-0-false"));
  }

  @Test
  void nobodyAsksForWhatNobodyLooksAt() throws Exception {
    var answer = follow(bulk);
    await().until(() -> answer.getContentAsString().contains("event:mark"));
    var other = BulkId.random();

    streams.moved(other);
    streams.moved(bulk);

    then(runs).should(timeout(10_000).times(2)).of(bulk);
    then(runs).should(never()).of(other);
  }

  @Test
  void aDatabaseThatIsAwayEndsNoStream() throws Exception {
    given(runs.of(any()))
        .willThrow(new IllegalStateException("away"))
        .willReturn(Optional.of(run(3)));
    var answer = follow(bulk);

    await().until(() -> answer.getContentAsString().contains("data:3-0-0-false"));
  }

  @Test
  void nobodyElseFollows() throws Exception {
    String address = "/support/bulk/" + bulk + "/events";
    http.perform(get(address).accept(MediaType.TEXT_EVENT_STREAM).with(as(BUYER)))
        .andExpect(status().isNotFound());
    http.perform(get(address).accept(MediaType.TEXT_EVENT_STREAM))
        .andExpect(status().isUnauthorized());
    http.perform(
            get("/support/bulk/x/events").accept(MediaType.TEXT_EVENT_STREAM).with(as(SUPPORT)))
        .andExpect(status().isNotFound());
  }

  private BulkRun run(int done) {
    return new BulkRun(
        bulk,
        "ann",
        "why",
        BulkAction.RETRY_NOW,
        "",
        9,
        9,
        done,
        0,
        0,
        NOON,
        null,
        null,
        null,
        null);
  }

  private MockHttpServletResponse follow(BulkId followed) throws Exception {
    return http.perform(
            get("/support/bulk/" + followed + "/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andExpect(request().asyncStarted())
        .andReturn()
        .getResponse();
  }
}
