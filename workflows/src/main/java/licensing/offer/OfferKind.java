package licensing.offer;

/** A kind of license that is sold. The names are stored in histories and rows. */
public enum OfferKind {
  MIGRATION,
  DISASTER_RESILIENCE
}
