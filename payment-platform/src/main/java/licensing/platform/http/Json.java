package licensing.platform.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** What browsers and the control API speak. */
public final class Json {
  private Json() {}

  public static Map<String, Object> read(byte[] body) {
    try {
      return JSON.std.mapFrom(body);
    } catch (IOException malformed) {
      // The parser's own message quotes the input, which may hold a card number.
      throw new BadRequest("this is not a JSON object");
    }
  }

  public static Answer answer(int status, Object value) {
    try {
      return Answer.json(status, JSON.std.asString(value));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
