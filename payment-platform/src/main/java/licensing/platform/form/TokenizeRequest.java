package licensing.platform.form;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * A card for a nonce, sent as JSON by the form's frame, or as a form by other clients.
 *
 * @param fingerprint of the client token
 * @param card the card's fields by their names in camel case; null if no card was sent
 * @param validate whether the card has to be one that can still be used
 */
record TokenizeRequest(
    @Nullable Object fingerprint,
    @Nullable Function<String, @Nullable String> card,
    boolean validate) {

  static TokenizeRequest read(Request request) {
    String type = request.header("Content-Type");
    return type != null && type.startsWith("application/x-www-form-urlencoded")
        ? ofForm(request.form())
        : ofJson(Json.read(request.body()));
  }

  private static TokenizeRequest ofForm(Map<String, String> form) {
    return new TokenizeRequest(
        form.get("authorization_fingerprint"),
        field -> form.get("credit_card[" + snakeCase(field) + "]"),
        !"false".equals(form.get("credit_card[options][validate]")));
  }

  private static TokenizeRequest ofJson(Map<String, Object> json) {
    Object fingerprint = json.get("authorizationFingerprint");
    return json.get("creditCard") instanceof Map<?, ?> card
        ? new TokenizeRequest(fingerprint, field -> text(card.get(field)), validate(card))
        : new TokenizeRequest(fingerprint, null, true);
  }

  private static boolean validate(Map<?, ?> card) {
    return !(card.get("options") instanceof Map<?, ?> options
        && Boolean.FALSE.equals(options.get("validate")));
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String snakeCase(String field) {
    return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Without what was typed: records are printed in logs. */
  @Override
  public String toString() {
    return "TokenizeRequest[hidden]";
  }
}
