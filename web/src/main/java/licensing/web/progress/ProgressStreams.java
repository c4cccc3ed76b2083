package licensing.web.progress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.reading.ChangeListener;
import licensing.reading.PurchaseChanges;
import licensing.reading.PurchaseRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages of this instance, by the purchase they follow. */
@Component
class ProgressStreams implements SmartLifecycle {

  private final PurchaseChanges changes;
  private final PurchaseRecords records;
  private final AttentionStreams attention;
  private final BulkStreams bulks;
  private final Map<PurchaseId, Set<ProgressStream>> streams = new ConcurrentHashMap<>();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable ChangeListener listening;

  ProgressStreams(
      PurchaseChanges changes,
      PurchaseRecords records,
      AttentionStreams attention,
      BulkStreams bulks) {
    this.changes = changes;
    this.records = records;
    this.attention = attention;
    this.bulks = bulks;
  }

  /** Told first where the purchase is, since it may have changed since the page was made. */
  SseEmitter open(PurchaseId purchase, OrganizationId organization) {
    return open(new ProgressStream(purchase, organization));
  }

  /** For support staff, who may follow any purchase. */
  SseEmitter openForSupport(PurchaseId purchase) {
    return open(ProgressStream.forSupport(purchase));
  }

  private SseEmitter open(ProgressStream stream) {
    add(stream);
    later(stream, opened -> opened.tell(records));
    return stream.emitter();
  }

  void add(ProgressStream stream) {
    var emitter = stream.emitter();
    emitter.onCompletion(() -> remove(stream));
    emitter.onTimeout(emitter::complete);
    streams.compute(
        stream.purchase(),
        (purchase, open) -> {
          var all = open == null ? ConcurrentHashMap.<ProgressStream>newKeySet() : open;
          all.add(stream);
          return all;
        });
  }

  int size() {
    return streams.values().stream().mapToInt(Set::size).sum();
  }

  void changed(PurchaseId purchase) {
    attention.changed();
    streams
        .getOrDefault(purchase, Set.of())
        .forEach(stream -> later(stream, each -> each.tell(records)));
  }

  void missed() {
    attention.changed();
    bulks.missed();
    streams.keySet().forEach(this::changed);
  }

  @Scheduled(fixedRate = 15_000)
  void beat() {
    streams.values().forEach(open -> open.forEach(stream -> later(stream, ProgressStream::beat)));
  }

  @Override
  public void start() {
    listening = changes.listen(this::changed, bulks::changed, this::missed);
  }

  /** Ends the streams before the server waits for its requests: browsers go to another instance. */
  @Override
  public void stop() {
    var ending = listening;
    if (ending != null) {
      ending.close();
      listening = null;
    }
    streams.values().forEach(open -> open.forEach(stream -> stream.emitter().complete()));
    attention.end();
    bulks.end();
  }

  @Override
  public boolean isRunning() {
    return listening != null;
  }

  /** A slow browser must hold up neither the others nor the listener. */
  private void later(ProgressStream stream, Consumer<ProgressStream> work) {
    senders.execute(() -> work.accept(stream));
  }

  private void remove(ProgressStream stream) {
    streams.computeIfPresent(
        stream.purchase(),
        (purchase, open) -> {
          open.remove(stream);
          return open.isEmpty() ? null : open;
        });
  }
}
