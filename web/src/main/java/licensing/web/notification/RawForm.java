package licensing.web.notification;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a delivery, read with a limit and before anything else has read them. */
record RawForm(Map<String, String> fields) {

  /** The platform's deliveries have a few KiB. */
  private static final int LIMIT = 64 * 1024;

  /** Empty where the body is too large. */
  static Optional<String> body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LIMIT) {
      return Optional.empty();
    }
    byte[] read = request.getInputStream().readNBytes(LIMIT + 1);
    return read.length > LIMIT
        ? Optional.empty()
        : Optional.of(new String(read, StandardCharsets.UTF_8));
  }

  /** Empty where it is no form, or names a field twice. */
  static Optional<RawForm> parse(String body) {
    var fields = new HashMap<String, String>();
    for (var pair : body.split("&")) {
      int sign = pair.indexOf('=');
      if (sign < 1 || fields.containsKey(pair.substring(0, sign))) {
        return Optional.empty();
      }
      try {
        var value = URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8);
        fields.put(pair.substring(0, sign), value);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new RawForm(Map.copyOf(fields)));
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
