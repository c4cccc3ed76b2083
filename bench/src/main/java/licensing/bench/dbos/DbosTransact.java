package licensing.bench.dbos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.ShopPeer;

/**
 * Its buyers' clicks go to the application over HTTP.
 *
 * @param port of the application now: another one after each start
 */
public record DbosTransact(ShopFront front, HttpClient http, IntSupplier port) implements ShopPeer {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "dbos";
  }

  @Override
  public void subscribe(UUID purchase) throws Exception {
    click("subscribe", purchase, "");
  }

  @Override
  public void confirm(UUID purchase) throws Exception {
    click("confirm", purchase, "");
  }

  @Override
  public void pay(UUID purchase, String nonce) throws Exception {
    click("pay", purchase, nonce);
  }

  @Override
  public History history(UUID purchase) {
    return History.NONE;
  }

  private void click(String click, UUID purchase, String body)
      throws IOException, InterruptedException {
    URI address =
        URI.create("http://127.0.0.1:%d/%s/%s".formatted(port.getAsInt(), click, purchase));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException(address + " answered " + status);
    }
  }
}
