package licensing.platform.form;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import licensing.platform.fault.Operation;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Route;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Secrets;

/** The addresses that the buyer's browser calls. */
public final class CardForm {
  /** The version of Drop-in whose calls the script has, and whose path it is served under. */
  public static final String VERSION = "1.44.1";

  private static final String DROPIN = "/web/dropin/" + VERSION;
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /** Where the script is, below the platform's address. */
  public static final String SCRIPT_PATH = DROPIN + "/js/dropin.min.js";

  private final Tokenization tokenization;
  private final ThreeDSecure threeDSecure;
  private final FrameDocument frame;
  private final FrameDocument challenge;

  public CardForm(
      ClientTokens tokens,
      Ledger ledger,
      Secrets secrets,
      Lifetimes lifetimes,
      Origins origins,
      InstantSource clock) {
    this.tokenization = new Tokenization(tokens, ledger, secrets, clock);
    this.threeDSecure = new ThreeDSecure(tokenization, lifetimes);
    this.frame = new FrameDocument("card-form", origins);
    this.challenge = new FrameDocument("challenge", origins);
  }

  public List<Route> routes(String merchantId) {
    String methods = "/merchants/" + merchantId + "/client_api/v1/payment_methods";
    String authentication = methods + "/{nonce}/three_d_secure";
    return List.of(
        get("drop-in script", SCRIPT_PATH, file("dropin.js", SCRIPT)),
        get("card form", DROPIN + "/frame/card-form.html", frame::answer),
        get("card form script", DROPIN + "/frame/card-form.js", file("card-form.js", SCRIPT)),
        get("card form style", DROPIN + "/frame/card-form.css", file("card-form.css", STYLE)),
        get("challenge", DROPIN + "/frame/challenge.html", challenge::answer),
        get("challenge script", DROPIN + "/frame/challenge.js", file("challenge.js", SCRIPT)),
        get("kept cards", methods, tokenization::kept),
        post(Operation.TOKENIZE, methods + "/credit_cards", tokenization::tokenize),
        post(Operation.AUTHENTICATE, authentication + "/lookup", threeDSecure::lookUp),
        post(Operation.AUTHENTICATE, authentication + "/challenge", threeDSecure::challenge),
        post(Operation.AUTHENTICATE, authentication + "/result", threeDSecure::result));
  }

  /** The script's hash as a page's {@code integrity} attribute wants it. */
  public static String scriptIntegrity() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-384").digest(Resources.bytes("dropin.js"));
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
