package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import licensing.local.HeldMessage;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.NoAnswer;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console is killed around what it hands on: whoever asks again gets what was asked for. */
@ExtendWith(OneScene.class)
class KilledConsoleTest {

  private static final String SUBSCRIBE = "POST " + Buyer.ENTRY;

  private final Scene scene;
  private Buyer buyer;

  KilledConsoleTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.tappedBuyer("buyer");
  }

  @Test
  void ordersNothingBeforeSubscribeNowArrivedAndOnceWhenTheFormIsSentAgain() throws Exception {
    Page form = buyer.entryForm();
    HeldMessage question = scene.consoleTap().holdQuestion(SUBSCRIBE);
    CompletableFuture<Page> click = clicked(() -> buyer.subscribeNow(form, 91));
    question.awaitHeld();
    scene.stack().kill("web");
    assertUnanswered(click);
    assertThat(scene.records().purchasesOf(91)).isEmpty();

    scene.stack().start("web");
    String purchase = askedAgain(form, 91);
    assertThat(scene.records().purchasesOf(91)).containsExactly(purchase);
    assertPrompts(purchase, 91);
  }

  @Test
  void givesTheSamePromptWhenSubscribeNowIsRepeatedWhoseAnswerWasLost() throws Exception {
    Page form = buyer.entryForm();
    HeldMessage answer = scene.consoleTap().holdAnswer(SUBSCRIBE, "HTTP/1.1 303");
    CompletableFuture<Page> click = clicked(() -> buyer.subscribeNow(form, 92));
    answer.awaitHeld();
    scene.stack().kill("web");
    assertUnanswered(click);
    List<String> ordered = scene.records().purchasesOf(92);
    assertThat(ordered).hasSize(1);

    scene.stack().start("web");
    assertThat(askedAgain(form, 92)).isEqualTo(ordered.getFirst());
    assertThat(scene.records().purchasesOf(92)).isEqualTo(ordered);
    assertPrompts(ordered.getFirst(), 92);
  }

  /** Nobody has told the process of the payment, and who stored it is dead. */
  @Test
  void sellsOnceWhenKilledBetweenAStoredPaymentAndItsReport() throws Exception {
    String purchase = buyer.confirmed(93);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    HeldMessage stored =
        scene.consoleDatabaseTap().holdAnswer("insert into payment_secrets", "COMMIT\0");
    CompletableFuture<Page> click = clicked(() -> buyer.handIn(page, nonce));
    stored.awaitHeld();
    scene.stack().kill("web");
    assertUnanswered(click);
    assertThat(scene.records().attemptState(purchase)).isEqualTo("SUBMITTED");
    assertThat(scene.records().unreportedPayments(purchase)).isEqualTo(1);
    scene.accounts().assertNotCharged(purchase);

    scene.stack().start("web");
    assertThat(buyer.handIn(page, nonce).status()).isLessThan(500);
    scene.accounts().assertSold(buyer, purchase, 93);
    assertThat(scene.ledger().of(purchase)).hasSize(1);
    // Noted only after Temporal has acknowledged the report, which the process does not wait for.
    await()
        .atMost(Scene.PATIENCE)
        .untilAsserted(() -> assertThat(scene.records().unreportedPayments(purchase)).isZero());
  }

  /** The platform delivers once more what nobody acknowledged. */
  @Test
  void keepsAWebhookOnceWhenKilledBetweenVerifyingAndStoringIt() throws Exception {
    Instant at = Instant.parse("2026-01-02T03:04:06Z");
    SignedNotice notice = SignedNotice.check(scene.stack(), at);
    HeldMessage storing =
        scene.consoleDatabaseTap().holdQuestion("insert into platform_notifications");
    CompletableFuture<Page> delivery = clicked(() -> notice.deliveredTo(scene));
    storing.awaitHeld();
    scene.stack().kill("web");
    assertUnanswered(delivery);
    assertThat(scene.records().notifications(at)).isZero();

    scene.stack().start("web");
    assertThat(notice.deliveredTo(scene).status()).isEqualTo(200);
    assertThat(scene.records().notifications(at)).isEqualTo(1);
  }

  private void assertPrompts(String purchase, int quantity) {
    Page prompt = buyer.prompt(purchase);
    assertThat(prompt.shownStatus()).isEqualTo("CONFIRM-0");
    assertThat(prompt.text()).contains("%d migration licenses".formatted(quantity));
    buyer.withdraw(prompt).redirect();
  }

  /** A console that has just started may need more time than it has for an answer. */
  private String askedAgain(Page form, int quantity) {
    return await()
        .atMost(Scene.PATIENCE)
        .until(() -> buyer.subscribeNow(form, quantity), answer -> answer.status() == 303)
        .redirect();
  }

  private static CompletableFuture<Page> clicked(Supplier<Page> click) {
    return CompletableFuture.supplyAsync(click, Thread::startVirtualThread);
  }

  private static void assertUnanswered(CompletableFuture<Page> click) {
    assertThat(click)
        .failsWithin(Scene.PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(NoAnswer.class);
  }
}
