package licensing.platform.fault;

/** Which of the calls that an armed fault concerns have it. */
public sealed interface Trigger {

  /** The next ones, then no more. */
  record Next(int times) implements Trigger {}

  /**
   * Each with the same probability, for ever. The same seed and the same sequence of calls give the
   * same faults.
   *
   * @param probability from 0 to 1
   */
  record Chance(double probability, long seed) implements Trigger {}
}
