package licensing.crash;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.TransactionRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import licensing.payment.PaymentAttempt;
import licensing.platform.PaymentPlatform;

/** What is true at the platform, read past all faults; and what happens there behind our back. */
record PlatformBooks(PaymentPlatform platform) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A sale or what was sent back of one.
   *
   * @param history the states it has had, the present one last
   */
  record Entry(String id, String type, List<String> history) {

    private static final Set<String> TAKEN =
        Set.of("submitted_for_settlement", "settling", "settled");

    boolean isSale() {
      return type.equalsIgnoreCase("sale");
    }

    boolean isHeld() {
      return isSale() && history.getLast().equals("authorized");
    }

    boolean isTaken() {
      return isSale() && TAKEN.contains(history.getLast());
    }

    /** Whether it was captured, even if it was given back afterwards. */
    boolean wasTaken() {
      return isSale() && history.stream().anyMatch(TAKEN::contains);
    }
  }

  List<Entry> of(PaymentAttempt attempt) {
    URI address = URI.create(platform.url() + "/control/transactions?orderId=" + attempt.orderId());
    try {
      String answer =
          HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      List<Entry> entries = new ArrayList<>();
      for (JsonNode row : JSON.readTree(answer)) {
        List<String> history = row.get("history").valueStream().map(JsonNode::asText).toList();
        entries.add(new Entry(row.get("id").asText(), row.get("type").asText(), history));
      }
      return entries;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request of an attempt that arrives after all. */
  void sell(PaymentAttempt attempt) {
    gateway()
        .transaction()
        .sale(
            new TransactionRequest()
                .orderId(attempt.orderId())
                .amount(attempt.amount().amount())
                .paymentMethodNonce("fake-valid-nonce"));
  }

  /** Somebody gives it back on the platform's own pages. */
  void cancel(PaymentAttempt attempt) {
    of(attempt).forEach(entry -> gateway().transaction().voidTransaction(entry.id()));
  }

  private BraintreeGateway gateway() {
    return new BraintreeGateway(
        new Environment(platform.url(), platform.url(), new String[0], "local", platform.url()),
        "test-merchant",
        "test-public-key",
        "test-private-key");
  }
}
