package licensing.bench.capacity;

/**
 * How many purchases there are.
 *
 * @param anHour on average, day and night
 * @param peak a second, which everything is sized for
 */
record Demand(String name, double anHour, double peak) {

  static final double HOURS_A_MONTH = 730;

  double aMonth() {
    return anHour * HOURS_A_MONTH;
  }
}
