package licensing.web.licenses;

import java.time.YearMonth;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import licensing.reading.OwnedLicenses.Month;

/**
 * How many licenses an organization has had, and will lose, month by month.
 *
 * @param valid at the end of each of the last twelve months, the last of them at this moment
 * @param expiring in this month and each of the next eleven
 */
record LicenseCharts(List<Bar> valid, List<Bar> expiring) {

  private static final int MONTHS = 12;

  /**
   * @param share of the chart's largest, in percent
   */
  record Bar(YearMonth month, long count, long share) {}

  /**
   * @param now the month that is not over yet
   */
  static LicenseCharts of(List<Month> months, YearMonth now) {
    return new LicenseCharts(
        bars(now.minusMonths(MONTHS - 1), month -> validAtTheEndOf(month, months)),
        bars(now, month -> expiringIn(month, months)));
  }

  private static long validAtTheEndOf(YearMonth month, List<Month> months) {
    return months.stream()
        .filter(each -> !each.month().isAfter(month))
        .mapToLong(each -> each.begun() - each.ended())
        .sum();
  }

  private static long expiringIn(YearMonth month, List<Month> months) {
    return months.stream()
        .filter(each -> each.month().equals(month))
        .mapToLong(Month::expiring)
        .sum();
  }

  private static List<Bar> bars(YearMonth first, ToLongFunction<YearMonth> count) {
    List<YearMonth> shown = IntStream.range(0, MONTHS).mapToObj(first::plusMonths).toList();
    long largest = shown.stream().mapToLong(count).max().orElse(0);
    return shown.stream()
        .map(
            month -> {
              long counted = count.applyAsLong(month);
              return new Bar(month, counted, largest == 0 ? 0 : counted * 100 / largest);
            })
        .toList();
  }
}
