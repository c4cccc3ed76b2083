package licensing.reading.search;

import licensing.reading.Place;

/**
 * Which part of what was found is wanted. It is named by the purchase it borders on, so that what
 * is added meanwhile moves nothing, and the last part costs what the first does.
 */
public sealed interface Part {

  /** Where the list begins. */
  record First() implements Part {}

  record After(Spot spot) implements Part {}

  record Before(Spot spot) implements Part {}

  /**
   * Where a purchase stood in the list.
   *
   * @param section of the order, from 0: it may have left the section since
   */
  record Spot(int section, Place place) {}
}
