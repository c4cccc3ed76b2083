package licensing.reading;

/**
 * Which part of a list is wanted, where the newest comes first. It is named by the entry it borders
 * on, so that what is added meanwhile moves nothing.
 */
public sealed interface Stretch {

  /** Where the list begins. */
  record Newest() implements Stretch {}

  /** What follows on a place. */
  record OlderThan(Place place) implements Stretch {}

  /** What comes right before a place. */
  record NewerThan(Place place) implements Stretch {}
}
