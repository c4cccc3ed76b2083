package licensing.web.progress;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.PagesTest;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.LiveStreams.LiveStream;
import licensing.web.progress.LiveStreams.Topic;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@PagesTest
class LiveStreamsTest {

  private static final String ADDRESS = "/purchases/" + PURCHASE + "/events";

  @Autowired MockMvc http;
  @Autowired PurchaseRecords records;
  @Autowired LiveStreams streams;

  @Test
  void aNewPageIsToldAtOnceWhereThePurchaseIs() throws Exception {
    recorded(paying(2, PaymentAttempt.State.OPEN, "2000", null));

    var opened =
        http.perform(get(ADDRESS).accept(MediaType.TEXT_EVENT_STREAM).with(as(BUYER)))
            .andExpect(status().isOk())
            .andExpect(request().asyncStarted())
            .andReturn();

    var answer = opened.getResponse();
    await(() -> text(answer).contains("AWAITING_PAYMENT-2"));
    assertThat(text(answer)).contains("event:status");
  }

  @Test
  void nobodyFollowsAForeignPurchase() throws Exception {
    recorded(confirming());

    http.perform(get(ADDRESS).accept(MediaType.TEXT_EVENT_STREAM).with(as(OTHER)))
        .andExpect(status().isNotFound());
    http.perform(get(ADDRESS).accept(MediaType.TEXT_EVENT_STREAM))
        .andExpect(status().isUnauthorized());
  }

  @Test
  void everyPageOfAPurchaseIsToldOfItsChangeAndNoOther() throws Exception {
    recorded(paying(PaymentAttempt.State.CHARGING));
    var console = page(PURCHASE);
    var payment = page(PURCHASE);
    var other = page(PurchaseId.random());

    streams.changed(PURCHASE);

    assertThat(console.next()).contains("status", "PROCESSING-1");
    assertThat(payment.next()).contains("status", "PROCESSING-1");
    assertThat(other.events).isEmpty();
  }

  @Test
  void everyPageIsToldUntilWhenToPay() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    var page = page(PURCHASE);

    streams.changed(PURCHASE);

    assertThat(page.next()).contains("event:status", "AWAITING_PAYMENT-1");
    assertThat(page.next()).contains("event:deadline", "data:2026-03-01T12:30:00Z");
  }

  @Test
  void allPagesGoHomeOnceTheLicenseWorks() throws Exception {
    recorded(active());
    var page = page(PURCHASE);

    streams.changed(PURCHASE);

    assertThat(page.next()).contains("event:home").contains("data:/");
  }

  @Test
  void aPageOfALicenseIsToldOfEveryLaterChange() throws Exception {
    recorded(active());
    var page = page(PURCHASE);
    streams.changed(PURCHASE);
    page.next();

    assertThat(page.next()).contains("event:status", "data:LICENSED-1-");
  }

  @Test
  void aListIsToldOfEachChangeOfItsOrganization() throws Exception {
    given(records.open(BUYER.organization()))
        .willReturn(List.of(paying(PaymentAttempt.State.UNKNOWN)));
    var opened =
        http.perform(get("/purchases/events").accept(MediaType.TEXT_EVENT_STREAM).with(as(BUYER)))
            .andExpect(status().isOk())
            .andReturn();
    var answer = opened.getResponse();
    String shown = "data:" + OwnPurchases.mark(List.of(paying(PaymentAttempt.State.UNKNOWN)));
    await(() -> text(answer).contains(shown));

    given(records.open(BUYER.organization())).willReturn(List.of(confirming()));
    streams.bought(OTHER.organization());
    streams.bought(BUYER.organization());

    String then = "data:" + OwnPurchases.mark(List.of(confirming()));
    await(() -> text(answer).contains(then));
    assertThat(then).isNotEqualTo(shown);
  }

  @Test
  void allPagesAreToldAfterChangesWereMissed() throws Exception {
    recorded(paying(PaymentAttempt.State.UNKNOWN));
    var page = page(PURCHASE);

    streams.missed();

    assertThat(page.next()).contains("CHECKING-1");
  }

  /** Whoever asks for a page would wait for all of them else. */
  @Test
  void readsFewAtOnceAfterChangesWereMissed() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var oneMoreThanMay = new CountDownLatch(4);
    given(records.of(any(), any()))
        .willAnswer(
            call -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              oneMoreThanMay.countDown();
              // The first of them give another one the time to come.
              oneMoreThanMay.await(1, TimeUnit.SECONDS);
              running.decrementAndGet();
              return Optional.of(paying(PaymentAttempt.State.UNKNOWN));
            });
    var pages = Stream.generate(() -> page(PurchaseId.random())).limit(30).toList();

    streams.missed();

    for (var page : pages) {
      assertThat(page.next()).contains("CHECKING-1");
    }
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void aDatabaseThatIsAwayEndsNoStream() throws Exception {
    given(records.of(PURCHASE, BUYER.organization()))
        .willThrow(new IllegalStateException("away"))
        .willReturn(Optional.of(confirming()));
    var page = page(PURCHASE);

    streams.changed(PURCHASE);

    assertThat(page.next()).contains("CONFIRM-0");
  }

  @Test
  void beatsWhileNothingHappens() throws Exception {
    var page = page(PURCHASE);

    streams.beat();

    assertThat(page.nextBeat()).contains(":alive");
  }

  @Test
  void endsTheLongestOpenOfWhatOnePersonHasTooManyOf() throws Exception {
    recorded(confirming());
    var greedy = colleagueOf(BUYER);
    var others = follow(BUYER);
    var first = follow(greedy);
    var second = follow(greedy);
    for (int page = 2; page < LiveStreams.OF_ONE_USER; page++) {
      follow(greedy);
    }
    assertThat(ended(first)).isFalse();

    follow(greedy);

    await(() -> ended(first));
    assertThat(ended(second)).isFalse();
    assertThat(ended(others)).isFalse();
  }

  @Test
  void sendsEveryPageToAnotherConsoleAtOnceWhenThisOneStops() throws Exception {
    recorded(confirming());
    var open = follow(BUYER);

    streams.stop();
    try {
      await(() -> ended(open));
      assertThat(text(open.getResponse())).contains("retry:100\n");
      var late = follow(BUYER);
      await(() -> ended(late));
      assertThat(text(late.getResponse())).contains("retry:100\n");
    } finally {
      streams.start();
    }
  }

  private MvcResult follow(ConsoleUser user) throws Exception {
    return http.perform(get(ADDRESS).with(as(user))).andExpect(status().isOk()).andReturn();
  }

  private static boolean ended(MvcResult stream) {
    try {
      stream.getAsyncResult(0);
      return true;
    } catch (IllegalStateException open) {
      return false;
    }
  }

  @Test
  void forgetsAPageThatWasClosed() throws Exception {
    int before = streams.size();
    var page = page(PURCHASE);
    page.closed = true;

    streams.beat();

    await(() -> streams.size() == before);
  }

  private void recorded(PurchaseRecord purchase) {
    given(records.of(PURCHASE, BUYER.organization())).willReturn(Optional.of(purchase));
  }

  private Page page(PurchaseId purchase) {
    var page = new Page();
    streams.add(
        new Topic.OwnPurchase(purchase, BUYER.organization()),
        new LiveStream(colleagueOf(BUYER).id(), page));
    return page;
  }

  private static String text(MockHttpServletResponse answer) {
    try {
      return answer.getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    var end = Instant.now().plusSeconds(10);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  /** A page that is open without a browser. */
  private static final class Page extends SseEmitter {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /** The console's own clock beats too, at any moment of a test. */
    private final BlockingQueue<String> beats = new LinkedBlockingQueue<>();

    private volatile boolean closed;
    private Runnable completion = () -> {};

    @Override
    public void send(SseEventBuilder builder) throws IOException {
      if (closed) {
        throw new IOException("the browser is gone");
      }
      String told =
          builder.build().stream()
              .map(DataWithMediaType::getData)
              .map(String::valueOf)
              .collect(Collectors.joining());
      (told.startsWith(":") ? beats : events).add(told);
    }

    @Override
    public void onCompletion(Runnable callback) {
      completion = callback;
    }

    @Override
    public void completeWithError(Throwable failure) {
      completion.run();
    }

    String next() throws InterruptedException {
      return String.valueOf(events.poll(10, TimeUnit.SECONDS));
    }

    String nextBeat() throws InterruptedException {
      return String.valueOf(beats.poll(10, TimeUnit.SECONDS));
    }
  }
}
