package licensing.platform.form;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import licensing.platform.fault.Operation;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import licensing.platform.http.Route;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Secrets;

/**
 * The addresses that the buyer's browser calls, at whichever of the platform's hosts: their paths
 * differ.
 */
public final class CardForm {
  /** The version of braintree-web whose frame is served. */
  public static final String VERSION = "3.144.0";

  private static final String FRAME = "/web/" + VERSION + "/html/hosted-fields-frame";
  private static final String ANALYTICS = "/xoplatform/logger/api/logger";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Tokenization tokenization;
  private final ThreeDSecure threeDSecure;
  private final Origins origins;

  public CardForm(
      ClientTokens tokens,
      Ledger ledger,
      Secrets secrets,
      Lifetimes lifetimes,
      Origins origins,
      InstantSource clock) {
    this.tokenization = new Tokenization(tokens, ledger, secrets, clock);
    this.threeDSecure = new ThreeDSecure(tokenization, lifetimes);
    this.origins = origins;
  }

  public List<Route> routes(String merchantId) {
    var routes = new ArrayList<>(files());
    routes.add(
        new Route(
            "bank's question",
            "POST",
            ClientConfiguration.BANK,
            new BankPage(merchantId, origins)));
    called(merchantId).forEach(route -> routes.addAll(List.of(fromAnywhere(route), asked(route))));
    return routes;
  }

  private List<Route> files() {
    return List.of(
        get("hosted field", FRAME + ".min.html", this::frame),
        get("hosted field script", FRAME + ".js", file("hosted-fields-frame.js", SCRIPT)),
        get("hosted field style", FRAME + ".css", file("hosted-fields-frame.css", STYLE)),
        get("hosts map", "/loopback.js", file("loopback.js", SCRIPT)),
        get("songbird", ClientConfiguration.SONGBIRD, file("songbird.js", SCRIPT)),
        get("bank's script", "/V2/Cruise/challenge.js", file("challenge.js", SCRIPT)),
        get("bank's style", "/V2/Cruise/challenge.css", file("challenge.css", STYLE)),
        get("device data", "/da/r/fb.js", file("fb.js", SCRIPT)),
        get("device data beacon", "/v1/r/d/b/{beacon}", _ -> Answer.text(200, "ok")),
        get("device data frame", "/v1/r/d/i", _ -> framed("<!doctype html>", origins)));
  }

  /** What the client's scripts call from the merchant's page. */
  private List<Route> called(String merchantId) {
    String api = ClientConfiguration.clientApi(merchantId) + "/v1";
    String methods = api + "/payment_methods";
    String authentication = methods + "/{nonce}/three_d_secure";
    var configuration = new ClientConfiguration(merchantId, integrity("songbird.js"));
    return List.of(
        get(
            "client configuration",
            api + "/configuration",
            request -> told(request, configuration)),
        new Route("client GraphQL", "POST", "/graphql", new GraphQl(tokenization, configuration)),
        get("kept cards", methods, tokenization::kept),
        post(Operation.TOKENIZE, methods + "/credit_cards", tokenization::tokenize),
        post(Operation.AUTHENTICATE, authentication + "/lookup", threeDSecure::lookUp),
        post(Operation.AUTHENTICATE, authentication + "/challenge", threeDSecure::challenge),
        post(
            Operation.AUTHENTICATE,
            authentication + "/authenticate_from_jwt",
            threeDSecure::authenticateFromJwt),
        new Route("analytics", "POST", ANALYTICS, _ -> Json.answer(200, Map.of())));
  }

  private Answer told(Request request, ClientConfiguration configuration) {
    return tokenization.isAuthorized(request.query().get("authorizationFingerprint"))
        ? Json.answer(200, configuration.json())
        : Tokenization.refused();
  }

  private Answer frame(Request request) {
    return framed(Resources.text("hosted-fields-frame.html"), origins);
  }

  /** A document for a frame of the pages that may hold the card form. */
  static Answer framed(String html, Origins origins) {
    return Answer.html(html)
        .with(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors "
                + origins.listed())
        .with("Referrer-Policy", "no-referrer");
  }

  /** A file's hash as an {@code integrity} attribute wants it. */
  private static String integrity(String name) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-384").digest(Resources.bytes(name));
      return "sha384-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Route get(String name, String path, Handler handler) {
    return new Route(name, "GET", path, handler);
  }

  private static Route post(Operation operation, String path, Handler handler) {
    return Route.of(operation, "POST", path, handler);
  }

  /** As the platform's own: what a token protects may be read by the page that has it. */
  private static Route fromAnywhere(Route route) {
    Handler handler =
        request -> route.handler().answer(request).with("Access-Control-Allow-Origin", "*");
    return new Route(route.name(), route.method(), route.template(), handler);
  }

  /** What a browser asks before it sends JSON to another origin. */
  private static Route asked(Route route) {
    Map<String, String> headers =
        Map.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Allow-Methods",
            route.method(),
            "Access-Control-Allow-Headers",
            "content-type, authorization, braintree-version");
    Answer answer = new Answer(200, "text/plain", headers, new byte[0]);
    return new Route("cross-origin question", "OPTIONS", route.template(), _ -> answer);
  }

  /** Any origin may read it: a page can check a script's integrity only if it may. */
  private static Handler file(String name, String type) {
    Answer answer =
        new Answer(
            200,
            type,
            Map.of("Access-Control-Allow-Origin", "*", "Cache-Control", "no-cache"),
            Resources.bytes(name));
    return request -> answer;
  }
}
