package licensing.platform.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import licensing.platform.http.Answer;
import licensing.platform.http.BadRequest;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;

/** The control API speaks flat JSON objects. */
final class Json {
  private Json() {}

  /**
   * Takes JSON alone, which no other site's page can send without being asked first.
   *
   * @param handler gets the fields of the object as text
   */
  static Handler only(java.util.function.BiFunction<Request, Map<String, String>, Answer> handler) {
    return request -> {
      String type = request.header("Content-Type");
      return type != null && type.startsWith("application/json")
          ? handler.apply(request, fields(request.body()))
          : Answer.text(415, "The Content-Type must be application/json.");
    };
  }

  static Answer answer(int status, Object value) {
    try {
      return Answer.json(status, JSON.std.asString(value));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Answer refusal(String sentence) {
    return answer(422, Map.of("error", sentence));
  }

  private static Map<String, String> fields(byte[] body) {
    try {
      Map<String, String> fields = new HashMap<>();
      JSON.std.mapFrom(body).forEach((name, value) -> fields.put(name, String.valueOf(value)));
      return fields;
    } catch (IOException malformed) {
      throw new BadRequest("this is not a JSON object");
    }
  }
}
