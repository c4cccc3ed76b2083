package licensing.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import licensing.local.LaunchFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, as it is kept in a file.
 *
 * @param at when it began, in UTC
 * @param machine on which, and how busy that was
 * @param temporal how Temporal was run
 * @param turns of each size
 * @param people who bought at once
 * @param purchases of each turn
 * @param telling with more and more sessions
 */
public record Measurement(
    String at,
    String machine,
    String temporal,
    int turns,
    int people,
    int purchases,
    List<Sized> sizes,
    List<NotifyCost> telling,
    APurchase aPurchase) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Medians of the turns of one size.
   *
   * @param aSecond purchases
   * @param processors milliseconds of a processor for a purchase, by kind of program
   * @param idle share of the machine's processors that did nothing
   * @param others share of them that worked for programs of others
   * @param milliseconds a buyer waited, by step and percentile
   * @param waits share of PostgreSQL's sessions with work, by what they waited for
   * @param databases share of those of them that worked, by their database
   * @param mebibytes held by one of each kind of program
   */
  public record Sized(
      int consoles,
      int workers,
      double aSecond,
      Map<String, Double> processors,
      double idle,
      double others,
      Map<String, Double> milliseconds,
      Map<String, Double> waits,
      Map<String, Double> databases,
      Map<String, Long> mebibytes) {

    public String name() {
      return new Size(consoles, workers).toString();
    }

    /** Milliseconds of a processor for a purchase. */
    public double all() {
      return processors.values().stream().mapToDouble(time -> time).sum();
    }
  }

  /**
   * What one is, of all that were bought.
   *
   * @param actions as Temporal's server counts them
   * @param events of its history
   * @param historyBytes of its history
   * @param tellingCommits of PostgreSQL that told something
   * @param logBytes of PostgreSQL's write-ahead log
   * @param storedBytes by which each database grew, indexes included
   */
  public record APurchase(
      double actions,
      long events,
      long historyBytes,
      double tellingCommits,
      double logBytes,
      Map<String, Double> storedBytes) {}

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  /** What {@link #write} wrote. */
  public static Measurement read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Measurement.class);
    } catch (IOException e) {
      throw new LaunchFailure(
          "%s cannot be read. ./dev bench scale writes one.".formatted(file), e);
    } catch (JacksonException e) {
      throw new LaunchFailure(
          "%s is nothing that ./dev bench scale wrote: %s".formatted(file, e.getOriginalMessage()),
          e);
    }
  }
}
