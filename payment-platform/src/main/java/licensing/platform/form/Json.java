package licensing.platform.form;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import licensing.platform.http.Answer;
import licensing.platform.http.BadRequest;

/** The browser's side speaks JSON. */
final class Json {
  private Json() {}

  static Map<String, Object> read(byte[] body) {
    try {
      return JSON.std.mapFrom(body);
    } catch (IOException malformed) {
      // The parser's own message quotes the input, which may hold a card number.
      throw new BadRequest("this is not a JSON object");
    }
  }

  static Answer answer(int status, Object value) {
    try {
      return Answer.json(status, JSON.std.asString(value));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
