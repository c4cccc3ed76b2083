package licensing.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of a list by the keys at their edges, so that the last page costs what the first
 * does.
 *
 * @param sections in their order; at most two
 * @param after where the page begins that follows on an entry
 */
public record Pager<T>(List<Section> sections, Query<T> query, Function<T, Cursor> after) {

  /** Reads the first rows of a section, in its order, at most that many. */
  @FunctionalInterface
  public interface Query<T> {
    List<T> read(Section section, int most);
  }

  /**
   * A page that holds nothing, or not enough to stand before others, is the first.
   *
   * @param from null for the first
   */
  public Page<T> read(@Nullable Cursor from, int size) {
    if (from == null || from.section() >= sections.size()) {
      return first(size);
    }
    return switch (from.side()) {
      case AFTER -> {
        var found = walk(after(from), size);
        yield found.isEmpty() ? first(size) : page(found, size, true);
      }
      case BEFORE -> {
        var found = walk(before(from), size);
        yield found.size() > size ? inTheMiddle(found, size) : first(size);
      }
    };
  }

  private Page<T> first(int size) {
    return page(walk(sections, size), size, false);
  }

  private List<Section> after(Cursor entry) {
    var rest = new ArrayList<>(sections.subList(entry.section(), sections.size()));
    rest.set(0, rest.getFirst().beyond(entry));
    return rest;
  }

  /** The nearest first. */
  private List<Section> before(Cursor entry) {
    var rest = new ArrayList<Section>();
    sections.subList(0, entry.section() + 1).reversed().forEach(it -> rest.add(it.reversed()));
    rest.set(0, rest.getFirst().beyond(entry));
    return rest;
  }

  /** One more than shown tells whether there are others. */
  private List<T> walk(List<Section> way, int size) {
    var found = new ArrayList<T>();
    for (Section section : way) {
      if (found.size() <= size) {
        found.addAll(query.read(section, size + 1 - found.size()));
      }
    }
    return found;
  }

  private Page<T> page(List<T> found, int size, boolean hasPrevious) {
    var shown = found.subList(0, Math.min(size, found.size()));
    return new Page<>(
        shown,
        hasPrevious ? after.apply(shown.getFirst()).before() : null,
        found.size() > size ? after.apply(shown.getLast()) : null);
  }

  private Page<T> inTheMiddle(List<T> nearestFirst, int size) {
    var shown = nearestFirst.subList(0, size).reversed();
    return new Page<>(shown, after.apply(shown.getFirst()).before(), after.apply(shown.getLast()));
  }

  /**
   * A page of a list.
   *
   * @param previous what comes before; null where the list begins
   * @param next what follows; null where the list ends
   */
  public record Page<T>(List<T> entries, @Nullable Cursor previous, @Nullable Cursor next) {}

  /**
   * A section of a list, all of it in one order of time.
   *
   * @param rows which are in it
   * @param time column by which it is ordered
   * @param id column that tells apart rows of the same time
   */
  public record Section(Condition rows, String time, String id, boolean newestFirst) {

    /** Its first rows, as the end of a query that has said what is read and from where. */
    public String clauses(int most) {
      return " where " + rows.sql() + orderBy() + " limit " + most;
    }

    /** Of the clauses. */
    public List<Object> parameters() {
      return rows.parameters();
    }

    public String orderBy() {
      String direction = newestFirst ? "desc" : "asc";
      return " order by %s %s, %s %s".formatted(time, direction, id, direction);
    }

    Section reversed() {
      return new Section(rows, time, id, !newestFirst);
    }

    /** Without what stands before the entry, and without the entry. */
    Section beyond(Cursor entry) {
      return new Section(
          rows.and(
              Condition.of(
                  "(%s, %s) %s (?, ?)".formatted(time, id, newestFirst ? "<" : ">"),
                  entry.time().atOffset(ZoneOffset.UTC),
                  entry.id())),
          time,
          id,
          newestFirst);
    }
  }

  /**
   * What rows must meet.
   *
   * @param sql with a question mark for each parameter
   */
  public record Condition(String sql, List<Object> parameters) {

    public static final Condition NONE = new Condition("true", List.of());

    public static Condition of(String sql, Object... parameters) {
      return new Condition(sql, List.of(parameters));
    }

    public Condition and(Condition other) {
      return new Condition(sql + " and " + other.sql, together(parameters, other.parameters));
    }

    /** At least one of them. */
    public static Condition any(List<Condition> conditions) {
      return conditions.stream()
          .reduce(
              (one, other) ->
                  new Condition(
                      one.sql + " or " + other.sql, together(one.parameters, other.parameters)))
          .map(either -> new Condition("(" + either.sql + ")", either.parameters))
          .orElse(new Condition("false", List.of()));
    }

    private static List<Object> together(List<Object> some, List<Object> others) {
      return Stream.concat(some.stream(), others.stream()).collect(Collectors.toList());
    }
  }

  /**
   * Where a page of a list begins, or ends. It names the entry that the page borders on, so that
   * what is added meanwhile moves nothing.
   *
   * @param section of the list in which the entry stood, from 0: it may have left the section since
   * @param id of the entry: tells apart what happened at the same time
   */
  public record Cursor(Side side, int section, Instant time, UUID id) {

    private static final Pattern TEXT =
        Pattern.compile(
            "(after|before)-([01])-(\\d{1,16})"
                + "-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** On which side of the entry the page is. */
    public enum Side {
      AFTER,
      BEFORE
    }

    public static Cursor after(int section, Instant time, UUID id) {
      return new Cursor(Side.AFTER, section, time, id);
    }

    /** In a list of purchases, or of what each has one of. */
    public static Cursor after(int section, Instant time, PurchaseId purchase) {
      return after(section, time, purchase.value());
    }

    /**
     * From its {@link #toString text}.
     *
     * @throws IllegalArgumentException for what is none
     */
    public static Cursor parse(String text) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("not a cursor");
      }
      return new Cursor(
          Side.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
          Integer.parseInt(parts.group(2)),
          Instant.EPOCH.plus(Long.parseLong(parts.group(3)), ChronoUnit.MICROS),
          UUID.fromString(parts.group(4)));
    }

    /** As an address has it: null for the first page, also where it names none. */
    public static @Nullable Cursor orFirst(String text) {
      return TEXT.matcher(text).matches() ? parse(text) : null;
    }

    Cursor before() {
      return new Cursor(Side.BEFORE, section, time, id);
    }

    /**
     * As addresses have it: "after-0-1772359201000000-" and an id. The time is in microseconds, as
     * PostgreSQL keeps times.
     */
    @Override
    public String toString() {
      return "%s-%d-%d-%s"
          .formatted(
              side.name().toLowerCase(Locale.ROOT),
              section,
              ChronoUnit.MICROS.between(Instant.EPOCH, time),
              id);
    }
  }
}
