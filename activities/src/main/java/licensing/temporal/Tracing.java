package licensing.temporal;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.opentracingshim.OpenTracingShim;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentracing.Tracer;
import io.temporal.opentracing.OpenTracingClientInterceptor;
import io.temporal.opentracing.OpenTracingOptions;
import io.temporal.opentracing.OpenTracingWorkerInterceptor;
import io.temporal.opentracing.SpanBuilderProvider;
import io.temporal.opentracing.SpanCreationContext;
import io.temporal.opentracing.internal.ActionTypeAndNameSpanBuilderProvider;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A purchase as one trace, from the click through Temporal's headers to whatever the worker does
 * for it: off unless asked for, see {@link TracingSwitch}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TracingSwitch.ENDPOINT)
@ConditionalOnBooleanProperty(name = TracingSwitch.ENABLED, matchIfMissing = true)
class Tracing {

  @Bean
  OpenTracingClientInterceptor tracedClient(ObjectProvider<OpenTelemetry> telemetry) {
    return new OpenTracingClientInterceptor(options(telemetry.getObject()));
  }

  @Bean
  OpenTracingWorkerInterceptor tracedWorker(ObjectProvider<OpenTelemetry> telemetry) {
    return new OpenTracingWorkerInterceptor(options(telemetry.getObject()));
  }

  @Bean
  SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
    return SpanExporters.of(exporters.orderedStream().map(DiscreetSpans::new).toList());
  }

  /** What programs do all the time by themselves says nothing of a purchase. */
  @Bean
  SpanExportingPredicate nothingOfUpkeep() {
    return span -> !span.getName().startsWith("task ") && !span.getName().contains("/actuator");
  }

  static OpenTracingOptions options(OpenTelemetry telemetry) {
    return OpenTracingOptions.newBuilder()
        .setTracer(OpenTracingShim.createTracerShim(telemetry))
        .setSpanBuilderProvider(new SilentOnReplay())
        .build();
  }

  /**
   * When a history is read again nothing happens, so nothing is told: what comes after it belongs
   * to whoever sent what is read, as it did the first time.
   */
  private static final class SilentOnReplay implements SpanBuilderProvider {

    private final SpanBuilderProvider spans = ActionTypeAndNameSpanBuilderProvider.INSTANCE;
    private final Tracer silent =
        OpenTracingShim.createTracerShim(
            TracerProvider.noop(), TextMapPropagator.noop(), TextMapPropagator.noop());

    @Override
    public Tracer.SpanBuilder createSpanBuilder(Tracer tracer, SpanCreationContext context) {
      return spans.createSpanBuilder(isReplay(context) ? silent : tracer, context);
    }

    private static boolean isReplay(SpanCreationContext context) {
      return switch (context.getSpanOperationType()) {
        case RUN_WORKFLOW, HANDLE_SIGNAL, HANDLE_UPDATE, HANDLE_QUERY ->
            WorkflowUnsafe.isReplaying();
        default -> false;
      };
    }
  }
}
