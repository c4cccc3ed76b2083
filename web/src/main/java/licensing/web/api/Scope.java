package licensing.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for. Each route needs one of them. */
public enum Scope {
  /** What is sold, on which terms, and what it would cost. */
  OFFERS_READ,
  PURCHASES_READ,
  /** To order in the name of the key's owner, to go on to the payment, and to cancel. */
  PURCHASES_WRITE,
  LICENSES_READ,
  /** To take a place of a license for a machine, and to give it back. */
  MACHINES_WRITE,
  DOCUMENTS_READ;

  /** Such as "purchases:read"; stored in rows. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(text)).findFirst();
  }

  /** What a key must be good for that asks this. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Needed {
    Scope value();
  }
}
