package licensing.platform.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import licensing.platform.card.CardEntry.FieldError;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import org.jspecify.annotations.Nullable;

/** The two operations that the client in the browser calls by GraphQL where it may. */
record GraphQl(Tokenization tokenization, ClientConfiguration configuration) implements Handler {

  @Override
  public Answer answer(Request request) {
    if (!tokenization.isAuthorized(bearer(request))) {
      return refused("AUTHENTICATION", "Authentication credentials are invalid.");
    }
    Map<String, Object> asked = Json.read(request.body());
    return switch (String.valueOf(asked.get("operationName"))) {
      case "ClientConfiguration" -> data("clientConfiguration", configuration.graphQlJson());
      case "TokenizeCreditCard" -> tokenize(object(object(asked, "variables"), "input"));
      default -> refused("NOT_IMPLEMENTED", "The stand-in does not know this operation.");
    };
  }

  private Answer tokenize(Map<?, ?> input) {
    Map<?, ?> card = object(input, "creditCard");
    boolean validate = !Boolean.FALSE.equals(object(input, "options").get("validate"));
    return switch (tokenization.read(field -> TokenizeRequest.text(card.get(field)), validate)) {
      case Tokenization.Invalid invalid -> invalid(invalid.errors());
      case Tokenization.Given given ->
          data(
              "tokenizeCreditCard", Map.of("token", given.name(), "creditCard", creditCard(given)));
    };
  }

  private static Map<String, Object> creditCard(Tokenization.Given given) {
    var card = given.nonce().card();
    return Map.of(
        "bin",
        card.bin(),
        "brandCode",
        card.type().replace(' ', '_').toUpperCase(Locale.ROOT),
        "last4",
        card.last4(),
        "expirationMonth",
        card.expirationMonth(),
        "expirationYear",
        card.expirationYear(),
        "binData",
        Map.of("prepaid", "UNKNOWN", "debit", "UNKNOWN", "commercial", "UNKNOWN"));
  }

  private static Answer invalid(List<FieldError> errors) {
    return Json.answer(200, Map.of("errors", errors.stream().map(GraphQl::error).toList()));
  }

  private static Map<String, Object> error(FieldError error) {
    return Map.of(
        "message",
        error.message(),
        "extensions",
        Map.of(
            "errorClass",
            "VALIDATION",
            "legacyCode",
            error.code(),
            "inputPath",
            List.of("input", "creditCard", error.field())));
  }

  private static Answer data(String operation, Object value) {
    return Json.answer(200, Map.of("data", Map.of(operation, value)));
  }

  private static Answer refused(String errorClass, String message) {
    Map<String, Object> error =
        Map.of("message", message, "extensions", Map.of("errorClass", errorClass));
    return Json.answer(200, Map.of("errors", List.of(error)));
  }

  private static @Nullable String bearer(Request request) {
    String header = request.header("Authorization");
    return header == null ? null : header.replaceFirst("^Bearer ", "");
  }

  private static Map<?, ?> object(Map<?, ?> json, String name) {
    return json.get(name) instanceof Map<?, ?> found ? found : Map.of();
  }
}
