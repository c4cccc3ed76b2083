package licensing.platform.control;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Json;
import licensing.platform.http.Request;

/**
 * Takes a flat JSON object, which no other site's page can send without being asked first.
 *
 * @param operation gets the object's fields as text
 */
record JsonOnly(BiFunction<Request, Map<String, String>, Answer> operation) implements Handler {

  @Override
  public Answer answer(Request request) {
    String type = request.header("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      return Answer.text(415, "The Content-Type must be application/json.");
    }
    Map<String, String> fields = new HashMap<>();
    Json.read(request.body()).forEach((name, value) -> fields.put(name, String.valueOf(value)));
    return operation.apply(request, fields);
  }

  static Answer refusal(String sentence) {
    return Json.answer(422, Map.of("error", sentence));
  }
}
