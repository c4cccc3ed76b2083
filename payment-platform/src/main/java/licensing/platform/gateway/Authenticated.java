package licensing.platform.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Merchant;

/**
 * Lets in who proves the merchant's keys: 401 for wrong keys, 403 for another merchant's address.
 */
record Authenticated(Merchant merchant, Handler handler) implements Handler {

  @Override
  public Answer answer(Request request) {
    if (!matches(request.header("Authorization"))) {
      return Answer.text(401, "The keys are not this merchant's.");
    }
    if (!request.variable("merchant").equals(merchant.id())) {
      return Answer.text(403, "The keys do not open this merchant.");
    }
    return handler.answer(request);
  }

  private boolean matches(@org.jspecify.annotations.Nullable String credentials) {
    return credentials != null
        && MessageDigest.isEqual(
            credentials.getBytes(StandardCharsets.UTF_8),
            merchant.basicCredentials().getBytes(StandardCharsets.UTF_8));
  }
}
