package licensing.web.support.bulk;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.BulkRuns;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
import licensing.temporal.CallResult;
import licensing.web.PagesTest;
import licensing.web.process.BulkProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@PagesTest
class BulkActionsTest {

  private static final String NEW = "/support/bulk/new/retry-now";
  private static final PurchaseFilter ALL = PurchaseFilter.of(Order.OLDEST);
  private static final PurchaseFilter STUCK =
      new PurchaseFilter("", new Need(Attention.CAPTURE_FAILING), null, null, null, Order.URGENT);

  @Autowired MockMvc http;
  @Autowired PurchaseSearch search;
  @Autowired BulkRuns runs;
  @Autowired BulkProcesses processes;

  private final BulkId bulk = BulkId.random();

  @Test
  void asksWhetherThatIsMeantAndDoesNothingYet() throws Exception {
    openAre(500);
    match(STUCK, 312);

    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(page(NEW + "?attention=capture-failing", locale))
          .contains(
              "312", "name=\"attention\" value=\"capture-failing\"", "name=\"shown\" value=\"312\"")
          .doesNotContain("name=\"typed\"", "??");
    }
    verifyNoInteractions(processes);
  }

  @Test
  void eachFormIsARunOfItsOwn() throws Exception {
    openAre(500);
    match(STUCK, 312);

    assertThat(id(page(NEW + "?attention=capture-failing", Locale.ENGLISH)))
        .isNotEqualTo(id(page(NEW + "?attention=capture-failing", Locale.ENGLISH)));
  }

  @Test
  void theNumberIsTypedWhereNoOpenPurchaseIsLeftOut() throws Exception {
    openAre(312);
    match(PurchaseFilter.of(Order.URGENT), 312);
    match(STUCK, 312);

    for (String asked : List.of("", "?attention=capture-failing")) {
      assertThat(page(NEW + asked, Locale.ENGLISH)).contains("name=\"typed\"", "You set no filter");
    }
  }

  @Test
  void beginsWhatWasDecided() throws Exception {
    openAre(500);
    var question =
        new PurchaseFilter(
            "acme",
            new Need(Attention.PAYMENT_UNKNOWN),
            PurchaseStep.AWAIT_PAYMENT,
            new End(null),
            new Age(true, Duration.ofHours(2)),
            Order.URGENT);
    match(question, 40);
    var start =
        new BulkStart(
            bulk,
            SUPPORT.id().toString(),
            SUPPORT.id(),
            "the platform\nis back",
            BulkAction.RECHECK_NOW,
            new BulkQuestion(
                "acme",
                true,
                Attention.PAYMENT_UNKNOWN,
                PurchaseStep.AWAIT_PAYMENT,
                true,
                null,
                Duration.ofHours(2),
                null),
            "?q=acme&attention=payment-unknown&step=await-payment&outcome=open&age=2&unit=hours",
            38,
            10);
    given(processes.begin(start)).willReturn(new CallResult.Accepted<>(bulk));

    send(Map.of(
            "action", "recheck-now",
            "reason", " the platform\r\nis back ",
            "shown", "38",
            "q", "acme",
            "attention", "payment-unknown",
            "step", "await-payment",
            "outcome", "open",
            "age", "2",
            "unit", "hours"))
        .andExpect(status().isSeeOther())
        .andExpect(redirectedUrl("/support/bulk/" + bulk));
    verify(processes).begin(start);
  }

  @Test
  void theSameFormSentAgainLeadsToItsRun() throws Exception {
    openAre(500);
    match(STUCK, 312);
    given(processes.begin(any())).willReturn(new CallResult.AlreadyEnded<>());

    send(Map.of()).andExpect(redirectedUrlPattern("/support/bulk/" + bulk + "?said=*"));
  }

  @Test
  void theSameFormSentLateLeadsToItsRunThoughNothingMatchesAnyMore() throws Exception {
    given(runs.of(bulk)).willReturn(Optional.of(Runs.run(bulk, 3, 3, null)));

    send(Map.of()).andExpect(redirectedUrlPattern("/support/bulk/" + bulk + "?said=*"));
    verifyNoInteractions(processes, search);
  }

  @Test
  void withoutTemporalTheFormIsKept() throws Exception {
    openAre(500);
    match(STUCK, 312);
    given(processes.begin(any())).willReturn(new CallResult.NotConfirmed<>());

    send(Map.of())
        .andExpect(status().isServiceUnavailable())
        .andExpect(content().string(containsString("no second effect")))
        .andExpect(content().string(containsString("value=\"" + bulk + "\"")))
        .andExpect(content().string(containsString("the platform is back")));
  }

  @ParameterizedTest
  @CsvSource({
    "312, 311, Type 312 to confirm",
    "312, '', Type 312 to confirm",
    "312, all, Type 312 to confirm",
    "312, 0312, Type 312 to confirm",
    "312, 312, ''",
    "1234, '1,234', ''"
  })
  void allThereAreNeedTheirNumber(int number, String typed, String told) throws Exception {
    openAre(number);
    match(PurchaseFilter.of(Order.URGENT), number);
    given(processes.begin(any())).willReturn(new CallResult.Accepted<>(bulk));

    var answer = send(Map.of("attention", "", "shown", Integer.toString(number), "typed", typed));

    if (told.isEmpty()) {
      answer.andExpect(status().isSeeOther());
    } else {
      answer
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString(told)));
      verifyNoInteractions(processes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u0000", "a\u0007b", "\r\n"})
  void aReasonIsRequired(String reason) throws Exception {
    openAre(500);
    match(STUCK, 312);

    send(Map.of("reason", reason))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Say why")));
    verifyNoInteractions(processes);
  }

  @Test
  void aReasonHasAnEnd() throws Exception {
    openAre(500);
    match(STUCK, 312);

    send(Map.of("reason", "x".repeat(401))).andExpect(status().isUnprocessableContent());
    verifyNoInteractions(processes);
  }

  @Test
  void nothingToDoIsSaid() throws Exception {
    openAre(500);

    assertThat(page(NEW + "?attention=capture-failing", Locale.ENGLISH))
        .contains("nothing to do")
        .doesNotContain("name=\"reason\"", "??");
    send(Map.of())
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("nothing to do")));
    verifyNoInteractions(processes);
  }

  @Test
  void tooManyAreNoDecision() throws Exception {
    openAre(6000);
    match(STUCK, 5001);

    assertThat(page(NEW + "?attention=capture-failing", Locale.ENGLISH))
        .contains("More than 5,000 orders in progress match")
        .doesNotContain("name=\"reason\"");
    send(Map.of("shown", "5001")).andExpect(status().isUnprocessableContent());
    verifyNoInteractions(processes);
  }

  @ParameterizedTest
  @CsvSource({
    "id, x",
    "id, ''",
    "id, 1-1-1-1-1",
    "action, give-back",
    "action, RETRY_NOW",
    "action, ''",
    "shown, 0",
    "shown, -1",
    "shown, 99999",
    "shown, many",
    "attention, yes",
    "age, 0",
    "order, total"
  })
  void whatNoPageSendsIsNotUnderstood(String field, String junk) throws Exception {
    openAre(500);
    match(STUCK, 312);

    send(Map.of(field, junk)).andExpect(status().isBadRequest());
    verifyNoInteractions(processes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"give-back", "RETRY_NOW", "retry-now?attention=yes", "retry-now?age=x"})
  void whatNoPageAsksForIsNotUnderstood(String address) throws Exception {
    http.perform(get(URI.create("/support/bulk/new/" + address)).with(as(SUPPORT)))
        .andExpect(status().isBadRequest());
  }

  @Test
  void buyersFindNothingThere() throws Exception {
    http.perform(get(NEW).with(as(BUYER))).andExpect(status().isNotFound());
    http.perform(post("/support/bulk").with(as(BUYER)).with(csrf()))
        .andExpect(status().isNotFound());
    verifyNoInteractions(search, processes);
  }

  private void openAre(int number) {
    match(ALL, number);
  }

  private void match(PurchaseFilter question, int number) {
    given(search.underWay(eq(question), anyInt()))
        .willAnswer(
            asked ->
                Stream.generate(PurchaseId::random)
                    .limit(Math.min(number, asked.getArgument(1, Integer.class)))
                    .toList());
  }

  /** A form about what is stuck, but for some fields. */
  private ResultActions send(Map<String, String> fields) throws Exception {
    var all =
        new HashMap<>(
            Map.of(
                "id", bulk.value(),
                "action", "retry-now",
                "reason", "the platform is back",
                "shown", "312",
                "attention", "capture-failing"));
    all.putAll(fields);
    var form = post("/support/bulk").with(as(SUPPORT)).with(csrf());
    all.forEach(form::param);
    return http.perform(form);
  }

  private String page(String address, Locale locale) throws Exception {
    return http.perform(get(URI.create(address)).locale(locale).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static String id(String page) {
    return page.replaceAll("(?s).*name=\"id\" value=\"([^\"]+)\".*", "$1");
  }
}
