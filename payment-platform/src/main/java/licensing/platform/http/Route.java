package licensing.platform.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import licensing.platform.fault.Operation;

/**
 * A named operation at a path such as {@code /transactions/{id}}. The name, never the path, is what
 * logs may show: paths can hold nonces.
 */
public record Route(String name, String method, String template, Handler handler) {

  /** An operation that can go wrong on demand. */
  public static Route of(Operation operation, String method, String template, Handler handler) {
    return new Route(operation.label(), method, template, handler);
  }

  /** The path's variables if the path is this route's, whatever the method. */
  Optional<Map<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
        variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
