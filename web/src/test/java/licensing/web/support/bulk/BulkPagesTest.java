package licensing.web.support.bulk;

import static java.time.ZoneOffset.UTC;
import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.bulk.BulkId;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.Refusal;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.Target;
import licensing.temporal.CallResult;
import licensing.web.PagesTest;
import licensing.web.process.BulkProcesses;
import licensing.web.security.Signatures;
import licensing.web.security.Signatures.FormSettings;
import licensing.web.support.bulk.JustDone.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.web.servlet.view.RedirectView;

@PagesTest
class BulkPagesTest {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  @Autowired MockMvc http;
  @Autowired BulkRuns runs;
  @Autowired BulkProcesses processes;

  private final BulkId bulk = BulkId.random();
  private final String address = "/support/bulk/" + bulk;

  @Test
  void showsHowFarItIs() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 312, 120, null)));

    for (Locale locale : LANGUAGES) {
      assertThat(page(address, locale))
          .contains("max=\"312\" value=\"120\"", "the platform &lt;is&gt; back", address + "/stop")
          .contains("href=\"/support/purchases?attention=capture-failing\"")
          .contains("data-live=\"" + address + "/events\"", "data-mark=\"119-1-0-false\"")
          .contains("/workflows/bulk-" + bulk)
          .contains("content=\"5; url=" + address + "?following=yes\"")
          .doesNotContain("??");
    }
  }

  @Test
  void saysThatItIsOver() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 3, 3, NOON)));

    assertThat(page(address, Locale.ENGLISH))
        .contains("It is over: every order was asked.", "data-mark=\"2-1-0-true\"")
        .doesNotContain("data-live", "/stop\"", "http-equiv=\"refresh\"");
  }

  @Test
  void saysWhatWasLeftWhereItWasStopped() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 312, 120, NOON)));

    assertThat(page(address, Locale.ENGLISH))
        .contains("192 orders were not asked", "bob: <span>&lt;enough&gt;");
  }

  @Test
  void saysThatNothingMatchedAnyMore() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 0, 0, NOON)));

    assertThat(page(address, Locale.ENGLISH))
        .contains("no order in progress matched any more")
        .doesNotContain("<progress", "<table");
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void reportsEachOutcome(Refusal why) throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 4, 3, null)));
    given(runs.targets(bulk, 0, 101))
        .willReturn(
            List.of(
                new Target(PURCHASE, BulkOutcome.DONE, null, NOON),
                new Target(PurchaseId.random(), BulkOutcome.REFUSED, why.name(), NOON),
                new Target(PurchaseId.random(), BulkOutcome.NOT_ANSWERED, null, NOON),
                new Target(PurchaseId.random(), null, null, null)));

    for (Locale locale : LANGUAGES) {
      assertThat(page(address, locale))
          .contains("/support/purchases/" + PURCHASE, "chip good", "chip warn", "chip bad")
          .doesNotContain("??");
    }
  }

  @Test
  void leafsThroughTheReport() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 250, 250, NOON)));
    given(runs.targets(bulk, 100, 101))
        .willReturn(
            Stream.generate(() -> new Target(PurchaseId.random(), BulkOutcome.DONE, null, NOON))
                .limit(101)
                .toList());

    assertThat(page(address + "?page=1", Locale.ENGLISH))
        .contains(address + "?page=0", address + "?page=2");
  }

  @Test
  void aRunThatNoWorkerBeganYetIsWaitedFor() throws Exception {
    given(processes.find(bulk)).willReturn(new CallResult.Accepted<>(bulk));

    for (Locale locale : LANGUAGES) {
      assertThat(page(address, locale))
          .contains("data-live=\"" + address + "/events\"", address + "/stop")
          .doesNotContain("<progress", "??");
    }
  }

  @Test
  void aRunThatNeverWasIsNotFound() throws Exception {
    given(processes.find(bulk)).willReturn(new CallResult.NotFound<>());
    given(processes.stop(bulk, SUPPORT.id(), "enough")).willReturn(new CallResult.NotFound<>());

    for (String path : List.of(address, address + "/report.csv", "/support/bulk/x")) {
      http.perform(get(path).with(as(SUPPORT))).andExpect(status().isNotFound());
    }
    for (String path : List.of(address + "/stop", "/support/bulk/x/stop")) {
      http.perform(post(path).param("reason", "enough").with(as(SUPPORT)).with(csrf()))
          .andExpect(status().isNotFound());
    }
  }

  @Test
  void aRunThatWasStoppedBeforeItBeganIsNotWaitedFor() throws Exception {
    given(processes.find(bulk)).willReturn(new CallResult.AlreadyEnded<>());

    for (Locale locale : LANGUAGES) {
      assertThat(page(address, locale))
          .doesNotContain("data-live", "/stop\"", "http-equiv=\"refresh\"", "??");
    }
  }

  @Test
  void isAFileToo() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 2, 2, NOON)));
    given(runs.targets(bulk, 0, 5000))
        .willReturn(
            List.of(
                new Target(PURCHASE, BulkOutcome.REFUSED, "ENDED", NOON),
                new Target(PURCHASE, null, null, null)));

    String file =
        http.perform(get(address + "/report.csv").with(as(SUPPORT)))
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(file)
        .isEqualTo(
            "purchase,outcome,why,asked\r\n"
                + PURCHASE
                + ",REFUSED,ENDED,2026-03-01T12:00:00Z\r\n"
                + PURCHASE
                + ",,,\r\n");
  }

  @Test
  void stops() throws Exception {
    given(processes.stop(bulk, SUPPORT.id(), "enough")).willReturn(new CallResult.Accepted<>(bulk));

    http.perform(post(address + "/stop").param("reason", " enough ").with(as(SUPPORT)).with(csrf()))
        .andExpect(said("It stops with the order that is being asked"));
    verify(processes).stop(bulk, SUPPORT.id(), "enough");
  }

  @Test
  void nobodyStopsItWithoutSayingWhy() throws Exception {
    given(processes.find(bulk)).willReturn(new CallResult.Accepted<>(bulk));

    http.perform(post(address + "/stop").param("reason", " ").with(as(SUPPORT)).with(csrf()))
        .andExpect(said("Say why"));
    verify(processes, never()).stop(any(), any(), any());
  }

  /** To who did it, on the page of that run, and for a minute. */
  private ResultMatcher said(String words) {
    return sent -> {
      String there = sent.getResponse().getRedirectedUrl();
      assertThat(there).startsWith(address + "?said=");
      given(processes.find(bulk)).willReturn(new CallResult.Accepted<>(bulk));
      assertThat(page(there, Locale.ENGLISH)).contains(words);
      assertThat(page(there, Locale.SIMPLIFIED_CHINESE)).doesNotContain("??", words);
      BulkId other = BulkId.random();
      given(processes.find(other)).willReturn(new CallResult.Accepted<>(other));
      assertThat(page(there.replace(bulk.value(), other.value()), Locale.ENGLISH))
          .doesNotContain(words);
      assertThat(
              http.perform(get(URI.create(there)).with(as(colleagueOf(SUPPORT))))
                  .andReturn()
                  .getResponse()
                  .getContentAsString())
          .contains("<main")
          .doesNotContain(words);
    };
  }

  @Test
  void saysItForAMinute() {
    var signatures =
        new Signatures(new FormSettings("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
    var then = new JustDone(signatures, Clock.fixed(NOON, UTC));
    String there = ((RedirectView) then.tell(Said.STOPS, bulk, SUPPORT).getView()).getUrl();
    String said = there.substring(there.indexOf("said=") + 5);

    var aMinuteLater = new JustDone(signatures, Clock.fixed(NOON.plusSeconds(60), UTC));
    assertThat(aMinuteLater.said(said, bulk, SUPPORT)).isEqualTo(Said.STOPS);
    var later = new JustDone(signatures, Clock.fixed(NOON.plusSeconds(61), UTC));
    assertThat(later.said(said, bulk, SUPPORT)).isNull();
  }

  @Test
  void isListed() throws Exception {
    given(runs.latest(50)).willReturn(List.of(Runs.run(bulk, 312, 120, null)));

    for (Locale locale : LANGUAGES) {
      assertThat(page("/support/bulk", locale)).contains(address, "120").doesNotContain("??");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=-1",
        "page=99999",
        "again=yes",
        "stop=asked",
        "said=",
        "said=1",
        "said=x.y",
        "said=1.y"
      })
  void whateverIsAskedIsAnswered(String question) throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 3, 3, NOON)));

    assertThat(page(address + "?" + question, Locale.ENGLISH))
        .doesNotContain("??", "It stops", "sent before");
  }

  @Test
  void buyersFindNothingThere() throws Exception {
    for (String path : List.of("/support/bulk", address, address + "/report.csv")) {
      http.perform(get(path).with(as(BUYER))).andExpect(status().isNotFound());
    }
    http.perform(post(address + "/stop").with(as(BUYER)).with(csrf()))
        .andExpect(status().isNotFound());
    verifyNoInteractions(runs, processes);
  }

  private String page(String path, Locale locale) throws Exception {
    return http.perform(get(URI.create(path)).locale(locale).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
