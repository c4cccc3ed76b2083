package licensing.web.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import licensing.bulk.BulkId;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.AttentionList;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.reading.PurchaseChanges;
import licensing.reading.PurchaseChanges.ChangeListener;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.progress.LiveStreams.LiveStream.News;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The open pages of this instance, by what they show. Whenever that may have changed it is read
 * once for all of them, and told to each.
 */
@Component
class LiveStreams implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  /**
   * After a lost connection everything may have changed: what is read at once leaves most of the
   * database's connections to whoever asks for a page.
   */
  private static final int READERS = 3;

  private static final Duration BEFORE_READING_AGAIN = Duration.ofSeconds(1);

  /** One person's, in all browsers: each holds two, and asks for a moment with its other pages. */
  static final int OF_ONE_USER = 20;

  private static final Comparator<LiveStream> OLDEST_FIRST =
      Comparator.comparing(stream -> stream.opened);

  /** On one instance, so that its connections are left to whoever asks for a page. */
  private static final int OF_ALL = 4000;

  private final PurchaseChanges changes;
  private final PurchaseRecords records;
  private final AttentionList attention;
  private final BulkRuns runs;
  private final Map<Topic, Followers> open = new ConcurrentHashMap<>();
  private final Semaphore readers = new Semaphore(READERS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable ChangeListener listening;
  private volatile boolean stopping;

  LiveStreams(
      PurchaseChanges changes,
      PurchaseRecords records,
      AttentionList attention,
      BulkRuns runs,
      MeterRegistry meters) {
    Gauge.builder("event_streams", this, LiveStreams::size)
        .description("streams of events that pages hold open")
        .register(meters);
    this.changes = changes;
    this.records = records;
    this.attention = attention;
    this.runs = runs;
  }

  /**
   * Where the user has as many as one may have, the one that is open longest ends: most likely its
   * page is gone, which shows only when something is sent. A page that is not asks again.
   *
   * @throws ResponseStatusException 503 where everybody together has too many
   */
  SseEmitter open(Topic topic, UserId user) {
    var own = all().filter(stream -> stream.user.equals(user)).sorted(OLDEST_FIRST).toList();
    own.stream().limit(Math.max(0, own.size() - OF_ONE_USER + 1)).forEach(this::end);
    if (size() >= OF_ALL) {
      LOG.warn("{} streams are open, no further one is opened", OF_ALL);
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    var stream = new LiveStream(user);
    if (stopping) {
      stream.goElsewhere();
      return stream.emitter();
    }
    add(topic, stream);
    // Something may have changed since the page was made.
    changed(topic);
    return stream.emitter();
  }

  void add(Topic topic, LiveStream stream) {
    var emitter = stream.emitter();
    emitter.onCompletion(() -> remove(topic, stream));
    emitter.onTimeout(emitter::complete);
    open.compute(
        topic,
        (_, followers) -> {
          var all = followers == null ? new Followers(topic) : followers;
          all.streams.add(stream);
          return all;
        });
  }

  /** Taken out here as well: what tells of the end comes later. */
  private void end(LiveStream stream) {
    open.keySet().forEach(topic -> remove(topic, stream));
    stream.emitter().complete();
  }

  int size() {
    return (int) all().count();
  }

  private Stream<LiveStream> all() {
    return open.values().stream().flatMap(followers -> followers.streams.stream());
  }

  void changed(PurchaseId purchase) {
    open.keySet().stream().filter(topic -> topic.isAbout(purchase)).forEach(this::changed);
  }

  void bought(OrganizationId organization) {
    changed(new Topic.OpenPurchases(organization));
  }

  void moved(BulkId bulk) {
    changed(new Topic.BulkProgress(bulk));
  }

  void missed() {
    open.keySet().forEach(this::changed);
  }

  @Scheduled(fixedRate = 15_000)
  void beat() {
    all().forEach(stream -> threads.execute(stream::beat));
  }

  @Override
  public void start() {
    stopping = false;
    listening = changes.listen(this::changed, this::bought, this::moved, this::missed);
  }

  /** Ends the streams before the server waits for its requests: browsers go to another instance. */
  @Override
  public void stop() {
    var ending = listening;
    if (ending != null) {
      ending.close();
      listening = null;
    }
    stopping = true;
    all().forEach(stream -> threads.execute(stream::goElsewhere));
  }

  @Override
  public boolean isRunning() {
    return listening != null;
  }

  private void changed(Topic topic) {
    var followers = open.get(topic);
    if (followers != null) {
      followers.changed();
    }
  }

  private void remove(Topic topic, LiveStream stream) {
    open.computeIfPresent(
        topic,
        (_, followers) -> {
          followers.streams.remove(stream);
          return followers.streams.isEmpty() ? null : followers;
        });
  }

  /** What pages are told, as it is recorded now; empty if they may know nothing. */
  private List<News> read(Topic topic) {
    return switch (topic) {
      case Topic.OwnPurchase(var purchase, var organization) ->
          records
              .of(purchase, organization)
              .map(PurchaseView::of)
              .map(LiveStreams::progress)
              .orElse(List.of());
      case Topic.OpenPurchases(var organization) -> status(records.open(organization));
      case Topic.AnyPurchase(var purchase) ->
          records
              .forSupport(purchase)
              .map(found -> mark(Long.toString(found.progress().version())))
              .orElse(List.of());
      case Topic.AttentionLists _ -> mark(attention.mark());
      case Topic.BulkProgress(var bulk) -> mark(runs.of(bulk).map(BulkRun::mark).orElse(""));
    };
  }

  /** Differs whenever a page of support would have to show something else. */
  private static List<News> mark(String mark) {
    return List.of(new News("mark", mark));
  }

  private static List<News> status(List<PurchaseRecord> open) {
    return List.of(new News("status", OwnPurchases.mark(open)));
  }

  /**
   * The deadline apart: a card form that is open when it changes must stay as it is. Who arrives at
   * the license goes home, and who looks at it later is told what comes of it.
   */
  private static List<News> progress(PurchaseView followed) {
    if (followed.status() == PurchaseStatus.LICENSED) {
      return List.of(new News("home", "/"), new News("status", followed.mark()));
    }
    // As it stands in the page.
    var deadline = followed.purchase().subscription().payBefore().truncatedTo(ChronoUnit.SECONDS);
    return List.of(new News("status", followed.mark()), new News("deadline", deadline.toString()));
  }

  /** The open pages of one topic. */
  private final class Followers {

    private final Topic topic;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stale = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();

    Followers(Topic topic) {
      this.topic = topic;
    }

    /** What changes before it is read is read once. */
    void changed() {
      if (stale.compareAndSet(false, true)) {
        threads.execute(this::tell);
      }
    }

    /** One after the other, so that what is told last is what was read last. */
    private void tell() {
      turn.lock();
      try {
        var news = readInTurn();
        for (var stream : streams) {
          stream.offer(news);
          // A slow browser must hold up neither the others nor what is read next.
          threads.execute(stream::send);
        }
        Thread.sleep(topic.pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        turn.unlock();
      }
    }

    private List<News> readInTurn() throws InterruptedException {
      while (!streams.isEmpty()) {
        readers.acquire();
        try {
          stale.set(false);
          return read(topic);
        } catch (RuntimeException databaseAway) {
          stale.set(true);
          LOG.warn("open pages are not told what changed: {}", databaseAway.getMessage());
        } finally {
          readers.release();
        }
        Thread.sleep(BEFORE_READING_AGAIN);
      }
      return List.of();
    }
  }

  /** One open page, as far as it is told of changes. */
  static final class LiveStream {

    /** Then the browser connects again, which checks the session anew: that long a logout lasts. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Instant opened = Instant.now();
    private final UserId user;
    private final SseEmitter emitter;
    private final ReentrantLock order = new ReentrantLock();
    private final AtomicReference<@Nullable List<News>> unsent = new AtomicReference<>();

    /**
     * @param event its name, which the page's script knows
     */
    record News(String event, String data) {}

    LiveStream(UserId user) {
      this(user, new SseEmitter(LIFE.toMillis()));
    }

    LiveStream(UserId user, SseEmitter emitter) {
      this.user = user;
      this.emitter = emitter;
    }

    SseEmitter emitter() {
      return emitter;
    }

    /** To be sent by {@link #send}, instead of what is not sent yet. */
    void offer(List<News> news) {
      unsent.set(news);
    }

    /** Takes as long as the browser does. What is sent last is what was offered last. */
    void send() {
      order.lock();
      try {
        var news = unsent.getAndSet(null);
        if (news != null) {
          news.forEach(each -> emit(event(each)));
        }
      } finally {
        order.unlock();
      }
    }

    /** Shows to both ends, and to what is between them, that the stream is alive. */
    void beat() {
      order.lock();
      try {
        emit(SseEmitter.event().comment("alive"));
      } finally {
        order.unlock();
      }
    }

    /** Ends it, and has the browser ask again at once. */
    void goElsewhere() {
      order.lock();
      try {
        emit(SseEmitter.event().reconnectTime(100));
      } finally {
        order.unlock();
      }
      emitter.complete();
    }

    private static SseEventBuilder event(News news) {
      return SseEmitter.event().name(news.event()).data(news.data()).reconnectTime(2000);
    }

    private void emit(SseEventBuilder event) {
      try {
        emitter.send(event);
      } catch (IOException | IllegalStateException e) {
        emitter.completeWithError(e);
      }
    }
  }

  /** What an open page shows, and follows. */
  sealed interface Topic {

    /** A purchase, for its buyer's organization. */
    record OwnPurchase(PurchaseId purchase, OrganizationId organization) implements Topic {}

    /** Those of an organization that are open, as its home and its list show them. */
    record OpenPurchases(OrganizationId organization) implements Topic {}

    /** A purchase, for support staff, who may follow any. */
    record AnyPurchase(PurchaseId purchase) implements Topic {}

    /** Which purchases need a person: every list of support staff shows the same. */
    record AttentionLists() implements Topic {}

    /** How far a bulk run is; also of one that has not begun yet. */
    record BulkProgress(BulkId bulk) implements Topic {}

    /** Whether a change of the purchase may be news of it. */
    default boolean isAbout(PurchaseId changed) {
      return switch (this) {
        case OwnPurchase(var purchase, var _) -> purchase.equals(changed);
        case AnyPurchase(var purchase) -> purchase.equals(changed);
        case AttentionLists _ -> true;
        case OpenPurchases _, BulkProgress _ -> false;
      };
    }

    /** Told no more often: a buyer is told at once, and many changes are one change of a list. */
    default Duration pause() {
      return switch (this) {
        case OwnPurchase _, AnyPurchase _ -> Duration.ZERO;
        case OpenPurchases _, AttentionLists _, BulkProgress _ -> Duration.ofSeconds(1);
      };
    }
  }
}
