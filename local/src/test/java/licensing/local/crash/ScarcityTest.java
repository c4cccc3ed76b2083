package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** There is not enough of something: what was accepted goes on, what is new is refused clearly. */
@ExtendWith(OneScene.class)
class ScarcityTest {

  /** The console waits three seconds for a connection, and as long for Temporal. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

  /** Of the crowd; the others change their minds. */
  private static final int PAYING = 3;

  private final Scene scene;
  private Buyer buyer;

  ScarcityTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void losesNoPaymentToAFullDisk() {
    String purchase = buyer.confirmed(81);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    scene.records().fillDiskUnder("submitted_payments");
    Page refused = buyer.handIn(page, nonce);
    scene.records().emptyDiskUnder("submitted_payments");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text()).contains("cannot reach its records");
    scene.accounts().assertNotCharged(purchase);
    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    scene.accounts().assertSold(buyer, purchase, 81);
  }

  @Test
  void capturesNothingWhileAFullDiskKeepsTheLicenseOut() throws InterruptedException {
    String purchase = buyer.confirmed(82);
    scene.records().fillDiskUnder("licenses");
    buyer.pay(purchase, Card.GOOD);
    buyer.awaitStatus(purchase, "ACTIVATING-1", Scene.PATIENCE);
    scene.records().awaitAttention(purchase, Scene.PATIENCE);
    assertThat(scene.ledger().of(purchase))
        .singleElement()
        .matches(entry -> entry.status().equals("authorized"));
    scene.records().emptyDiskUnder("licenses");

    scene.accounts().assertSold(buyer, purchase, 82, Duration.ofSeconds(10));
  }

  @Test
  void tellsInTimeThatEveryConnectionIsTaken() throws SQLException {
    String purchase = buyer.confirmed(83);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    try (Connection lock = scene.records().lockPurchases()) {
      long begin = System.nanoTime();
      List<Page> answers = atOnce(25, () -> buyer.handIn(page, nonce));
      assertThat(answers).allMatch(answer -> answer.status() == 503);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(TOLD_WITHIN.multipliedBy(2));
      lock.rollback();
    }
    await().atMost(Scene.PATIENCE).until(() -> buyer.paymentPage(purchase).status() != 503);
    buyer.handIn(page, nonce);
    scene.accounts().assertSold(buyer, purchase, 83, TOLD_WITHIN);
    assertThat(scene.ledger().of(purchase)).hasSize(1);
  }

  @Test
  void answersEachOfACrowdAndBringsWhatItAcceptedToItsEnd() {
    List<Page> forms = IntStream.range(0, 60).mapToObj(each -> buyer.entryForm()).toList();
    List<Page> answers =
        Together.clicked(
            forms.stream()
                .map(form -> (Callable<Page>) () -> buyer.subscribeNow(form, 1))
                .toList());

    assertThat(answers).allMatch(answer -> Set.of(303, 503, 429).contains(answer.status()));
    List<String> accepted =
        answers.stream().filter(answer -> answer.status() == 303).map(Page::location).toList();
    assertThat(accepted).doesNotHaveDuplicates().isNotEmpty();
    assertThat(accepted)
        .allMatch(purchase -> buyer.prompt(purchase).shownStatus().equals("CONFIRM-0"));
    List<String> paid = accepted.subList(0, Math.min(PAYING, accepted.size()));
    List<String> withdrawn = accepted.subList(paid.size(), accepted.size());
    paid.forEach(buyer::continued);
    Together.clicked(
        paid.stream().map(each -> (Callable<Page>) () -> buyer.pay(each, Card.GOOD)).toList());
    withdrawn.forEach(purchase -> buyer.withdraw(buyer.prompt(purchase)));
    assertThat(paid).allSatisfy(purchase -> assertEnded(purchase, "LICENSED", 1));
    assertThat(withdrawn).allSatisfy(purchase -> assertEnded(purchase, "WITHDRAWN", 0));
  }

  private void assertEnded(String purchase, String outcome, int payments) {
    scene.records().awaitEnd(purchase, Scene.PATIENCE);
    assertThat(scene.records().outcome(purchase)).isEqualTo(outcome);
    assertThat(scene.ledger().of(purchase)).hasSize(payments);
  }

  private static List<Page> atOnce(int times, Callable<Page> click) {
    return Together.clicked(Stream.generate(() -> click).limit(times).toList());
  }
}
