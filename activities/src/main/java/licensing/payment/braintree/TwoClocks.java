package licensing.payment.braintree;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import licensing.db.DatabaseClock;

/**
 * How much time has passed, by this host's clock and by the database's: either may have jumped, and
 * what depends on a jump must not move money.
 */
record TwoClocks(Clock own, DatabaseClock database) {

  Instant now() {
    return own.instant();
  }

  /** At least so much, since both say so. */
  Duration surelySince(Instant time) {
    Duration byOwn = Duration.between(time, own.instant());
    Duration byDatabase = Duration.between(time, database.now());
    return byOwn.compareTo(byDatabase) < 0 ? byOwn : byDatabase;
  }

  /** Perhaps so much, since one of them says so. */
  Duration perhapsSince(Instant time) {
    Duration byOwn = Duration.between(time, own.instant());
    Duration byDatabase = Duration.between(time, database.now());
    return byOwn.compareTo(byDatabase) > 0 ? byOwn : byDatabase;
  }
}
