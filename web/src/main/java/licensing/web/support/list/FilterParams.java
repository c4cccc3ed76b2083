package licensing.web.support.list;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** Without what no page of ours leads to: an old bookmark is no mistake of whoever opens it. */
  FilterParams known() {
    String side = FilterOption.offered(CHOICES.longer(), than);
    String units = FilterOption.offered(CHOICES.units(), unit);
    // An age of half of what was asked would be another question.
    boolean dropped =
        !age.isEmpty() && !(AGE.matcher(age).matches() && side.equals(than) && units.equals(unit));
    return new FilterParams(
        q,
        FilterOption.offered(CHOICES.needs(), attention),
        FilterOption.offered(CHOICES.steps(), step),
        FilterOption.offered(CHOICES.ends(), outcome),
        dropped ? "" : side,
        dropped ? "" : age,
        dropped ? "" : units,
        FilterOption.offered(CHOICES.orders(), order));
  }

  /**
   * The filters that are set, each with the address of the list without it.
   *
   * @param tabbed whether attention and outcome are what a tab above the list says already
   */
  List<FilterChip> chips(String path, boolean tabbed) {
    var chips = new ArrayList<FilterChip>();
    chip(chips, CHOICES.needs(), tabbed ? "" : attention, "attention", path);
    chip(chips, CHOICES.steps(), step, "step", path);
    chip(chips, CHOICES.ends(), tabbed ? "" : outcome, "outcome", path);
    if (!age.isEmpty()) {
      chips.add(
          new FilterChip(
              "subscribed",
              text(CHOICES.longer(), than),
              age,
              text(CHOICES.units(), unit),
              without("subscribed").address(path, null)));
    }
    return chips;
  }

  private <T> void chip(
      List<FilterChip> chips,
      List<FilterOption<T>> choices,
      String value,
      String name,
      String path) {
    if (!value.isEmpty()) {
      chips.add(
          new FilterChip(
              name, text(choices, value), null, null, without(name).address(path, null)));
    }
  }

  private FilterParams without(String name) {
    boolean aged = name.equals("subscribed");
    return new FilterParams(
        q,
        name.equals("attention") ? "" : attention,
        name.equals("step") ? "" : step,
        name.equals("outcome") ? "" : outcome,
        aged ? "" : than,
        aged ? "" : age,
        aged ? "" : unit,
        order);
  }

  private static <T> String text(List<FilterOption<T>> choices, String value) {
    return choices.stream()
        .filter(choice -> choice.value().equals(value))
        .map(FilterOption::text)
        .findFirst()
        .orElse("support.all");
  }

  /**
   * A filter that is set.
   *
   * @param name what it is about, as the end of a message's key
   * @param text key of the message that names what was chosen
   * @param number of an age, and with it the key of its unit
   * @param without where the list stands without it
   */
  record FilterChip(
      String name, String text, @Nullable String number, @Nullable String unit, String without) {}

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
