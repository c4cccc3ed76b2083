package licensing.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is ready to be sent, and not yet sent. */
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer xml(int status, String body) {
    return of(status, "application/xml; charset=utf-8", body);
  }

  public static Answer json(int status, String body) {
    return of(status, "application/json; charset=utf-8", body).with("Cache-Control", "no-store");
  }

  public static Answer html(String body) {
    return of(200, "text/html; charset=utf-8", body);
  }

  public static Answer text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body + "\n");
  }

  /** After a POST: the browser goes on with a GET, so that a reload repeats nothing. */
  public static Answer seeOther(String path) {
    return text(303, "See " + path).with("Location", path);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Answer withText(String text) {
    return new Answer(status, contentType, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, more, body);
  }
}
