package licensing.local.buyer;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Everybody at one console; they share connections, and nothing else. */
public final class Buyers implements AutoCloseable {

  private final Http http;
  private final URI console;

  public Buyers(URI console) {
    this.console = console;
    this.http = new Http(HttpClient.newBuilder());
  }

  /**
   * @param tls by which the console's certificate is believed
   */
  public Buyers(URI console, SSLContext tls) {
    this.console = console;
    this.http = new Http(HttpClient.newBuilder().sslContext(tls));
  }

  /** Somebody who has not logged in, and whose password is the name. */
  public Buyer named(String name) {
    return named(name, name);
  }

  /** Somebody who has not logged in. */
  public Buyer named(String name, String password) {
    return new Buyer(browserOf(console), new CardFields(http), name, password);
  }

  /**
   * @throws UnexpectedPage when name and password are not known
   */
  public Buyer loggedIn(String name) {
    Buyer buyer = named(name);
    Page answer = buyer.login();
    if (answer.redirect().startsWith("/login")) {
      throw new UnexpectedPage("the homepage", answer);
    }
    return buyer;
  }

  /** A browser without cookies, at any site. */
  public Browser browserOf(URI site) {
    return new Browser(http, site);
  }

  /**
   * What the platform's fields give for a card, to be used once.
   *
   * @param clientToken that the fields open with
   */
  public String nonce(String clientToken, Card card) {
    return new CardFields(http).nonce(clientToken, card);
  }

  /** That any of them was at, or was sent to. */
  public Set<String> addresses() {
    return http.addresses();
  }

  /**
   * What any of them was answered with an error of the server, or not at all, such as "POST
   * /licenses/migration/add: 503".
   */
  public List<String> errors() {
    return http.errors();
  }

  /** Breaks off what is still under way. */
  @Override
  public void close() {
    http.close();
  }
}
