package licensing.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import licensing.local.alerts.Runbook.Message;
import licensing.paymentevent.PaymentEventsWorkflow;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

/** The commands of docs/runbook.md are understood by the processes they are sent to. */
class RunbookCommandsTest {

  private static final PurchaseId PURCHASE = PurchaseId.random();
  private static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;

  static List<Message> messages() {
    return Runbook.read().messages();
  }

  static List<String> starts() {
    return Runbook.read().starts();
  }

  /** Nothing in them is left out, misspelt or of no use. */
  @ParameterizedTest
  @MethodSource("messages")
  void sayWhatTheProcessReads(Message message) throws IOException {
    String argument = filledIn(message.argument());
    Object read = read(argument, parameter(message.name()));
    ObjectMapper json = new ObjectMapper();
    String stored = CONVERTER.toPayload(read).orElseThrow().getData().toStringUtf8();
    assertThat(json.readTree(stored)).isEqualTo(json.readTree(argument));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void startPaymentEventsAsTheConsoleDoes(String start) {
    assertThat(read(filledIn(start), PaymentEventsStart.class))
        .isEqualTo(new PaymentEventsStart(PURCHASE, Timeouts.PRODUCTION, true));
  }

  @Test
  void areMany() {
    assertThat(messages()).hasSizeGreaterThan(15);
    assertThat(starts()).isNotEmpty();
  }

  private static Object read(String argument, Class<?> type) {
    Payload sent =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(argument))
            .build();
    return CONVERTER.fromPayload(sent, type, type);
  }

  private static String filledIn(String argument) {
    return argument.replaceAll("\\b(ID|ORGANIZATION|USER)\\b", PURCHASE.toString());
  }

  private static Class<?> parameter(String message) {
    return Stream.of(PurchaseWorkflow.class, PaymentEventsWorkflow.class)
        .flatMap(process -> Stream.of(process.getMethods()))
        .filter(method -> isCalled(method, message))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process knows " + message))
        .getParameterTypes()[0];
  }

  private static boolean isCalled(Method method, String message) {
    UpdateMethod update = method.getAnnotation(UpdateMethod.class);
    SignalMethod signal = method.getAnnotation(SignalMethod.class);
    return (update != null && update.name().equals(message))
        || (signal != null && signal.name().equals(message));
  }
}
