package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.internal.common.WorkflowExecutionHistory;
import io.temporal.opentracing.OpenTracingClientInterceptor;
import io.temporal.opentracing.OpenTracingWorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import licensing.purchase.PurchaseProcess;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

/** The way through real programs is for UnsentRequestTest. */
class TracingTest {

  private static final String TASK_QUEUE = "traced";

  private final Spans spans = new Spans();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(new DiscreetSpans(spans)))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  @Test
  void leadsFromTheClickToTheActivity() {
    try (TestWorkflowEnvironment temporal = temporal()) {
      Worker worker = worker(temporal);
      worker.registerWorkflowImplementationTypes(Errand.class);
      worker.registerActivitiesImplementations((Step) () -> click("call").end());
      temporal.start();
      Span click = click("click");
      try (Scope clicked = click.makeCurrent()) {
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                Errands.class, WorkflowOptions.newBuilder().setTaskQueue(TASK_QUEUE).build())
            .run();
      } finally {
        click.end();
      }
    }

    SpanData call = spans.named("call");
    assertThat(spans.wayTo(call))
        .containsExactly(
            "click",
            "StartWorkflow:Errands",
            "RunWorkflow:Errands",
            "StartActivity:Take",
            "RunActivity:Take",
            "call");
  }

  /** Nothing happens then; and what the code commands stays what the history says. */
  @Test
  void saysNothingOfAHistoryThatIsReadAgain() throws Exception {
    try (TestWorkflowEnvironment temporal = temporal()) {
      Worker worker = worker(temporal);
      worker.registerWorkflowImplementationTypes(PurchaseProcess.class);
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(history("licensed")), worker);
    }

    assertThat(spans.all).isEmpty();
  }

  @Test
  void keepsWhatMayBeSecretInTheProgram() {
    Span span =
        telemetry
            .getTracer("test")
            .spanBuilder("http get /links/{token}")
            .setAttribute("http.url", "/links/secret")
            .setAttribute("uri", "/links/{token}")
            .startSpan();
    span.recordException(new IllegalStateException("secret"));
    span.setStatus(StatusCode.ERROR, "secret").end();

    SpanData told = spans.all.getFirst();
    assertThat(told.toString()).doesNotContain("/links/secret");
    assertThat(told.getEvents()).isEmpty();
    assertThat(told.getStatus().getDescription()).isEmpty();
    assertThat(told.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(told.getAttributes().asMap()).containsOnlyKeys(AttributeKey.stringKey("uri"));
  }

  @Test
  void isSetUpOnlyWhereAnEndpointIsNamed() {
    String tracing = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.X";
    String starters = "io.temporal.spring.boot.autoconfigure.OpenTracingAutoConfiguration";
    MockEnvironment off = new MockEnvironment();
    MockEnvironment on =
        new MockEnvironment().withProperty(TracingSwitch.ENDPOINT, "http://127.0.0.1:1");
    MockEnvironment disabled =
        new MockEnvironment()
            .withProperty(TracingSwitch.ENDPOINT, "http://127.0.0.1:1")
            .withProperty(TracingSwitch.ENABLED, "false");

    assertThat(matched(off, tracing, starters, "another")).containsExactly(false, false, true);
    assertThat(matched(on, tracing, starters, "another")).containsExactly(true, false, true);
    assertThat(matched(disabled, tracing, starters, "another")).containsExactly(false, false, true);
  }

  private static boolean[] matched(MockEnvironment environment, String... configurations) {
    TracingSwitch tracing = new TracingSwitch();
    tracing.setEnvironment(environment);
    return tracing.match(configurations, NO_METADATA);
  }

  private static final AutoConfigurationMetadata NO_METADATA = null;

  private Span click(String name) {
    return telemetry.getTracer("test").spanBuilder(name).startSpan();
  }

  private TestWorkflowEnvironment temporal() {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setInterceptors(new OpenTracingClientInterceptor(Tracing.options(telemetry)))
                    .build())
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(
                        new OpenTracingWorkerInterceptor(Tracing.options(telemetry)))
                    .build())
            .build());
  }

  private static Worker worker(TestWorkflowEnvironment temporal) {
    return temporal.newWorker(
        TASK_QUEUE,
        WorkerOptions.newBuilder()
            .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
            .build());
  }

  private static String history(String name) throws IOException {
    try (InputStream stored =
        Objects.requireNonNull(
            TracingTest.class.getResourceAsStream("/histories/" + name + ".json"))) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @WorkflowInterface
  public interface Errands {
    @WorkflowMethod
    void run();
  }

  @ActivityInterface
  public interface Step {
    @ActivityMethod
    void take();
  }

  public static class Errand implements Errands {
    @Override
    public void run() {
      Workflow.newActivityStub(
              Step.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build())
          .take();
    }
  }

  private static final class Spans implements SpanExporter {

    private final List<SpanData> all = new CopyOnWriteArrayList<>();

    SpanData named(String name) {
      return all.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    /** Their names, of one trace. */
    List<String> wayTo(SpanData span) {
      return all.stream()
          .filter(parent -> parent.getSpanId().equals(span.getParentSpanId()))
          .filter(parent -> parent.getTraceId().equals(span.getTraceId()))
          .findFirst()
          .map(parent -> joined(wayTo(parent), span.getName()))
          .orElse(List.of(span.getName()));
    }

    private static List<String> joined(List<String> names, String last) {
      return Stream.concat(names.stream(), Stream.of(last)).toList();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> told) {
      all.addAll(told);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
