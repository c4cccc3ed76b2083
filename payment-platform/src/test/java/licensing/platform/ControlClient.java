package licensing.platform;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The control API, as a storm uses it. */
record ControlClient(Wire wire) {

  HttpResponse<String> post(String path, Map<String, Object> fields) {
    try {
      String json = JSON.std.asString(fields);
      return wire.post("/control" + path, json, "Content-Type", "application/json");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Map<String, Object> faults() {
    return object(wire.get("/control/faults").body());
  }

  /** What happened, each as operation, fault and times. */
  List<String> injected() {
    return ((List<?>) faults().get("injected"))
        .stream()
            .map(Map.class::cast)
            .map(
                count ->
                    count.get("operation") + " " + count.get("fault") + " " + count.get("times"))
            .toList();
  }

  static Map<String, Object> object(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException malformed) {
      throw new IllegalStateException(json, malformed);
    }
  }
}
