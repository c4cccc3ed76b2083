package licensing.local.storm.weather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong, and when. */
public final class FaultLog {

  private final List<Entry> entries = new ArrayList<>();

  /**
   * One thing that was made to go wrong.
   *
   * @param kind such as "kill -9"
   * @param what such as "worker, when sale is answered"
   */
  public record Entry(Instant at, String kind, String what) {}

  synchronized void add(String kind, String what) {
    entries.add(new Entry(Instant.now(), kind, what));
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How often each happened, by kind and what. */
  public synchronized Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.kind() + ": " + entry.what(), 1L, Long::sum));
    return counts;
  }

  /** How often that kind happened. */
  public synchronized long count(String kind) {
    return entries.stream().filter(entry -> entry.kind().equals(kind)).count();
  }
}
