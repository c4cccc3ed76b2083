package licensing.web.purchase;

import java.util.Locale;
import licensing.offer.Offer;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** How offers are named in addresses: "disaster-resilience". */
final class OfferPath {

  private OfferPath() {}

  static Offer.Kind kind(String segment) {
    for (var kind : Offer.Kind.values()) {
      if (segment(kind).equals(segment)) {
        return kind;
      }
    }
    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  /** Address of the entry page. */
  static String entry(Offer.Kind kind) {
    return "/licenses/" + segment(kind) + "/add";
  }

  /** Of the entry page with what was ordered before, to be ordered anew. */
  static String entry(Offer.Kind kind, int quantity, boolean autoRenew) {
    return entry(kind) + "?quantity=" + quantity + (autoRenew ? "&autoRenew=true" : "");
  }

  private static String segment(Offer.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
