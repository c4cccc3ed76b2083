package licensing.offer;

import java.util.Locale;

/** A kind of license that is sold. The names are stored in histories and rows. */
public enum OfferKind {
  MIGRATION,
  DISASTER_RESILIENCE;

  /** As people read it, such as "disaster resilience". */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
