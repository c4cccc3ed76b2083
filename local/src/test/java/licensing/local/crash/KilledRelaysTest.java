package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import licensing.local.HeldMessage;
import licensing.local.MailServer.Taken;
import licensing.local.Tap;
import licensing.local.WebhookReceiver.Message;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worker is killed where it makes or sends what a purchase is told by: with {@code
 * -Dmatrix=full} at each of these points, otherwise where the mail server has a mail and nobody
 * knows.
 */
@ExtendWith(OneScene.class)
class KilledRelaysTest {

  /** A try of a webhook is given up for lost after 40 s, and repeated 5 s later. */
  private static final Duration DELIVERY_IS_MISSED = Duration.ofSeconds(45);

  private static final String FINANCE = "finance@other.example";

  /** What has happened when it dies, by what goes over the wire. */
  enum Point {
    DOCUMENT_IS_NUMBERED(Scene::databaseTap, "insert into documents ", "COMMIT\0"),
    FILE_IS_STORED(Scene::databaseTap, "insert into document_files", "COMMIT\0"),
    MAIL_IS_MADE(Scene::databaseTap, "insert into mails", "COMMIT\0"),
    MAIL_IS_TAKEN(Scene::mailTap, "DATA\r\n", "250 "),
    WEBHOOK_IS_TAKEN(Scene::webhookTap, "webhook-id", "HTTP/1.1 2");

    private final Function<Scene, Tap> way;
    private final String asked;
    private final String answered;

    Point(Function<Scene, Tap> way, String asked, String answered) {
      this.way = way;
      this.asked = asked;
      this.answered = answered;
    }

    private HeldMessage heldIn(Scene scene) {
      return way.apply(scene).holdAnswer(asked, answered);
    }
  }

  private final Scene scene;
  private final MortalWorker worker;

  KilledRelaysTest(Scene scene) {
    this.scene = scene;
    worker = new MortalWorker(scene.stack());
  }

  static List<Point> points() {
    return System.getProperty("matrix", "").equals("full")
        ? List.of(Point.values())
        : List.of(Point.MAIL_IS_TAKEN);
  }

  @ParameterizedTest
  @MethodSource("points")
  void tellsOnceWhatWasBought(Point point) throws InterruptedException {
    Buyer buyer = scene.buyer("other");
    String endpoint = point.name();
    listens(buyer, endpoint);
    String purchase = buyer.confirmed(31);
    HeldMessage held = point.heldIn(scene);
    buyer.pay(purchase, Card.GOOD);
    held.awaitHeld();
    worker.kill();
    scene.records().letClaimsRunOut();
    worker.start();

    scene.accounts().assertSold(buyer, purchase, 31, DELIVERY_IS_MISSED);
    String id = Buyer.purchaseAt(purchase);
    List<String> documents = scene.records().documents(purchase);
    assertThat(documents).hasSize(1);
    String key = buyer.prompt(purchase).document().select("#status code").text();
    assertThat(key).isNotBlank();
    Predicate<Taken> finance = mail -> mail.to().equals(FINANCE);
    Predicate<Taken> document = mail -> mail.files().contains(documents.getFirst() + ".pdf");
    awaitOneMail(mail -> mail.text().contains(key));
    awaitOneMail(document.and(finance.negate()));
    awaitOneMail(document.and(finance));
    for (String type : List.of("license.activated", "purchase.ended", "document.issued")) {
      awaitOneWebhook(endpoint, type, id);
    }
    assertThat(scene.records().numbersLeftOut()).isZero();
  }

  /** One that came again is the same one. */
  private void awaitOneMail(Predicate<Taken> wanted) {
    await()
        .atMost(DELIVERY_IS_MISSED.plus(Scene.PATIENCE))
        .until(() -> scene.mailServer().taken().stream().anyMatch(wanted));
    assertThat(scene.mailServer().taken().stream().filter(wanted).map(Taken::id).distinct())
        .hasSize(1);
  }

  private void awaitOneWebhook(String endpoint, String type, String purchase) {
    await()
        .atMost(DELIVERY_IS_MISSED.plus(Scene.PATIENCE))
        .until(() -> messages(endpoint, type, purchase).anyMatch(Message::taken));
    assertThat(messages(endpoint, type, purchase)).allMatch(Message::genuine);
    assertThat(messages(endpoint, type, purchase).map(Message::id).distinct()).hasSize(1);
    assertThat(messages(endpoint, type, purchase).map(Message::body).distinct()).hasSize(1);
  }

  private Stream<Message> messages(String endpoint, String type, String purchase) {
    return scene.webhookReceiver().messages().stream()
        .filter(each -> each.endpoint().equals(endpoint))
        .filter(each -> each.body().contains("\"" + type + "\"") && each.body().contains(purchase));
  }

  private void listens(Buyer buyer, String endpoint) {
    scene.records().giveAddress("Other", FINANCE);
    FormElement form = buyer.browser().get("/licenses/webhooks").shown().form("/webhooks");
    Page made =
        buyer
            .browser()
            .submit(
                form,
                Map.of(
                    "address",
                    scene.webhookAddress(endpoint),
                    "types",
                    String.join(",", form.select("[name=types]").eachAttr("value"))))
            .shown();
    scene.webhookReceiver().trust(endpoint, made.document().select("#secret").text());
  }
}
