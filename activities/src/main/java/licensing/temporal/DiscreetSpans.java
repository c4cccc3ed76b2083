package licensing.temporal;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Leaves out of spans what may be personal or secret: addresses (links that serve once are
 * addresses), and the words of exceptions. What is not listed does not leave this program.
 */
final class DiscreetSpans implements SpanExporter {

  /** Templates and names of classes, and ids that whoever may see a trace may look up. */
  private static final Set<String> TOLD =
      Set.of(
          "method",
          "uri",
          "status",
          "outcome",
          "exception",
          "error",
          "call",
          "failed",
          "evicted",
          "workflowId",
          "runId",
          "activityId");

  private final SpanExporter exporter;

  DiscreetSpans(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().<SpanData>map(Discreet::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static final class Discreet extends DelegatingSpanData {

    private final Attributes told;

    Discreet(SpanData span) {
      super(span);
      AttributesBuilder attributes = span.getAttributes().toBuilder();
      attributes.removeIf(key -> !TOLD.contains(key.getKey()));
      told = attributes.build();
    }

    @Override
    public Attributes getAttributes() {
      return told;
    }

    @Override
    public int getTotalAttributeCount() {
      return told.size();
    }

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
      return 0;
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }
  }
}
