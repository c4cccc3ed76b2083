package licensing.platform.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import licensing.platform.ledger.Delivery;
import licensing.platform.ledger.Ledger;
import licensing.platform.webhook.Webhooks.Signed;
import org.jspecify.annotations.Nullable;

/** Posts notifications to the merchant's address, and notes what became of each. */
final class Postman implements AutoCloseable {
  private final Ledger ledger;
  private final @Nullable URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Postman(Ledger ledger, @Nullable URI address) {
    this.ledger = ledger;
    this.address = address;
  }

  /** Returns what became of it, such as {@code answered 204}. */
  String post(Letter letter) {
    return note(letter, sent(letter.signed()));
  }

  /** As above; the words tell it from what is genuine. */
  String postForged(Letter letter) {
    return note(letter, "forged on demand, " + sent(letter.signed()));
  }

  String note(Letter letter, String result) {
    return ledger.enter(
        books -> {
          books.deliveries().add(delivery(letter, result, books.now()));
          return result;
        });
  }

  private static Delivery delivery(Letter letter, String result, Instant at) {
    Notice notice = letter.notice();
    return new Delivery(
        letter.transactionId(),
        notice.kind().wireName(),
        notice.subject().id(),
        notice.at(),
        result,
        at);
  }

  private String sent(Signed signed) {
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
