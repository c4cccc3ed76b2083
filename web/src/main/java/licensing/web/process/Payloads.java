package licensing.web.process;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes single words out of payloads. What cannot be read is passed over: it is only told of. */
record Payloads(DataConverter converter) {

  static Payloads of(WorkflowClient client) {
    return new Payloads(client.getOptions().getDataConverter());
  }

  /** Empty for one that is no text. */
  String text(Payload payload) {
    return payload.getMetadataCount() == 0 ? "" : Objects.toString(read(payload, String.class), "");
  }

  /**
   * The named fields of the first that has fields, those that are there, with a comma between. What
   * support asks for stands within its message as {@code request}.
   */
  String fields(List<Payload> payloads, String... names) {
    return payloads.stream()
        .map(payload -> read(payload, Map.class))
        .filter(Objects::nonNull)
        .findFirst()
        .map(fields -> joined(fields, names))
        .orElse("");
  }

  /** What a failure says, which stands apart where payloads are encrypted. */
  String message(Failure failure) {
    Map<?, ?> said =
        failure.hasEncodedAttributes() ? read(failure.getEncodedAttributes(), Map.class) : null;
    return said == null ? failure.getMessage() : Objects.toString(said.get("message"), "");
  }

  private static String joined(Map<?, ?> fields, String... names) {
    Map<?, ?> asked = fields.get("request") instanceof Map<?, ?> request ? request : Map.of();
    return Stream.of(names)
        .map(name -> fields.containsKey(name) ? fields.get(name) : asked.get(name))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .filter(word -> !word.isBlank())
        .collect(Collectors.joining(", "));
  }

  private <T> @Nullable T read(Payload payload, Class<T> type) {
    try {
      return converter.fromPayload(payload, type, type);
    } catch (DataConverterException unreadable) {
      return null;
    }
  }
}
