package licensing.crash;

/** Where a worker ends on the first run of an activity. Temporal only ever hears its silence. */
enum Death {
  NONE("lives"),
  BEFORE("dies before it begins"),
  DURING("dies between its effect and its commit"),
  AFTER("dies after it committed"),
  /** Taken for dead, it goes on when another worker has begun the same. */
  BESIDE("sleeps, and wakes beside its successor"),
  /** Taken for dead, it goes on when everything is over. */
  LATE("sleeps, and wakes when all is over");

  private final String words;

  Death(String words) {
    this.words = words;
  }

  /** Whether it stopped before it had done anything. */
  boolean isAtOnce() {
    return this == BEFORE || isSleep();
  }

  boolean isSleep() {
    return this == BESIDE || this == LATE;
  }

  String words() {
    return words;
  }
}
