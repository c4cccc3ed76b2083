package licensing.platform.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Delivery;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Merchant;
import licensing.platform.xml.Xml;
import org.jspecify.annotations.Nullable;

/** Sends signed notifications to the merchant's address, and notes what became of each. */
public final class Webhooks implements AutoCloseable {
  private final Ledger ledger;
  private final Merchant merchant;
  private final @Nullable URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Webhooks(Ledger ledger, Merchant merchant, @Nullable URI address) {
    this.ledger = ledger;
    this.merchant = merchant;
    this.address = address;
  }

  /** A signed notification, ready to be posted. */
  public record Signed(String signature, String payload) {

    /** The body of the form post. */
    public String form() {
      return "bt_signature=" + encode(signature) + "&bt_payload=" + encode(payload);
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * Lets the event happen and signs its notification, without sending it.
   *
   * @param transactionId ignored for {@link WebhookKind#CHECK}
   * @return empty if this cannot have happened to that transaction
   */
  public Optional<Signed> sign(WebhookKind kind, String transactionId) {
    return ledger.enter(
        books -> subject(kind, transactionId, books).map(xml -> sign(kind, books, xml)));
  }

  /**
   * Lets the event happen and tells the merchant of it, once.
   *
   * @return what became of it, such as {@code answered 204}; empty as for {@link #sign}
   */
  public Optional<String> send(WebhookKind kind, String transactionId) {
    Optional<String> result = sign(kind, transactionId).map(this::post);
    result.ifPresent(
        text ->
            ledger.enter(
                books -> {
                  books
                      .deliveries()
                      .add(new Delivery(transactionId, kind.wireName(), text, books.now()));
                  return text;
                }));
    return result;
  }

  private static Optional<Xml> subject(WebhookKind kind, String transactionId, Books books) {
    return kind == WebhookKind.CHECK
        ? Optional.of(Notice.check())
        : new LateEvent(kind).happen(books, transactionId);
  }

  private Signed sign(WebhookKind kind, Books books, Xml subject) {
    String payload = new Notice(kind, books.now(), merchant.id(), subject).payload();
    return new Signed(new Signature(merchant).of(payload), payload);
  }

  private String post(Signed signed) {
    if (address == null) {
      return "not sent: PLATFORM_WEBHOOK_URL is not set";
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(signed.form()))
            .build();
    try {
      return "answered "
          + client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException unreachable) {
      return "not delivered: " + unreachable.getClass().getSimpleName();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return "not delivered: the platform is stopping";
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
