package licensing.platform.http;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.Map;
import licensing.platform.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One request as the operations see it; {@code path} is decoded, {@code body} is read whole.
 *
 * @param from the address it came from
 * @param fault what shall go wrong within the operation; usually nothing
 */
public record Request(
    String method,
    String path,
    Headers headers,
    Map<String, String> query,
    byte[] body,
    Map<String, String> variables,
    InetAddress from,
    Fault.@Nullable InTheOperation fault) {

  /** The part of the path that the route named; the route guarantees it. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route names no {" + name + "}");
    }
    return value;
  }

  public @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  public Map<String, String> form() {
    return Parameters.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8));
  }

  Request with(Map<String, String> pathVariables) {
    return new Request(method, path, headers, query, body, pathVariables, from, fault);
  }

  Request with(Fault.InTheOperation other) {
    return new Request(method, path, headers, query, body, variables, from, other);
  }
}
