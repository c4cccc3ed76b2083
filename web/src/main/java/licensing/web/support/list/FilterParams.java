package licensing.web.support.list;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import licensing.reading.Pager.Cursor;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.web.support.list.FilterOption.NotOffered;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Which purchases the list shows, as its address says it. What is empty is not asked.
 *
 * @param q what was typed into the search box
 * @param age how many of the units
 * @param than which side of the age
 */
public record FilterParams(
    String q,
    String attention,
    String step,
    String outcome,
    String than,
    String age,
    String unit,
    String order) {

  private static final FilterOptions CHOICES = FilterOptions.ALL;
  private static final Pattern AGE = Pattern.compile("[1-9]\\d{0,3}");

  public FilterParams(
      @Nullable String q,
      @Nullable String attention,
      @Nullable String step,
      @Nullable String outcome,
      @Nullable String than,
      @Nullable String age,
      @Nullable String unit,
      @Nullable String order) {
    // PostgreSQL knows no text with a zero in it, and nothing is called by what cannot be seen.
    this.q = given(q).replaceAll("\\p{Cntrl}", " ").strip();
    this.attention = given(attention);
    this.step = given(step);
    this.outcome = given(outcome);
    this.than = given(than);
    this.age = given(age).strip();
    this.unit = given(unit);
    this.order = given(order);
  }

  /**
   * @throws NotOffered for what no page of ours leads to
   */
  public PurchaseFilter filter() {
    return new PurchaseFilter(
        q,
        FilterOption.of(CHOICES.needs(), attention),
        FilterOption.of(CHOICES.steps(), step),
        FilterOption.of(CHOICES.ends(), outcome),
        subscribed(),
        Objects.requireNonNull(FilterOption.of(CHOICES.orders(), order)));
  }

  /** Whether anything but words and order is asked, so that the page shows what. */
  public boolean isFiltered() {
    return !(attention + step + outcome + age).isEmpty();
  }

  /** Whether less than everything is asked for. */
  public boolean isNarrowed() {
    return isFiltered() || !q.isEmpty();
  }

  /**
   * The address under which a page of ours shows the same.
   *
   * @param from null for the first page of it
   */
  public String address(String path, @Nullable Cursor from) {
    var address = UriComponentsBuilder.fromPath(path);
    add(address, "q", q);
    add(address, "attention", attention);
    add(address, "step", step);
    add(address, "outcome", outcome);
    add(address, "age", age);
    add(address, "than", age.isEmpty() ? "" : than);
    add(address, "unit", age.isEmpty() ? "" : unit);
    add(address, "order", order);
    add(address, "from", from == null ? "" : from.toString());
    return address.build(true).toUriString();
  }

  private @Nullable Age subscribed() {
    boolean longer = Boolean.TRUE.equals(FilterOption.of(CHOICES.longer(), than));
    var of = Objects.requireNonNull(FilterOption.of(CHOICES.units(), unit));
    if (age.isEmpty()) {
      return null;
    }
    if (!AGE.matcher(age).matches()) {
      throw new NotOffered();
    }
    return new Age(longer, Duration.of(Long.parseLong(age), of));
  }

  private static void add(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static String given(@Nullable String value) {
    return value == null ? "" : value;
  }
}
