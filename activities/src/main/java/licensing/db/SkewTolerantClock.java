package licensing.db;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much time has passed, by this host's clock and by that of the database's host, which all
 * others see alike: either may have jumped, and what depends on a jump must not move money.
 */
@Component
public final class SkewTolerantClock {

  private final InstantSource own;
  private final InstantSource database;

  @Autowired
  SkewTolerantClock(Clock own, JdbcClient database) {
    this(
        own,
        () ->
            database
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant());
  }

  public SkewTolerantClock(InstantSource own, InstantSource database) {
    this.own = own;
    this.database = database;
  }

  /** By this host's clock. */
  public Instant now() {
    return own.instant();
  }

  /** At least so much, since both say so. */
  public Duration surelySince(Instant time) {
    Duration byOwn = Duration.between(time, own.instant());
    Duration byDatabase = Duration.between(time, database.instant());
    return byOwn.compareTo(byDatabase) < 0 ? byOwn : byDatabase;
  }

  /** Perhaps so much, since one of them says so. */
  public Duration perhapsSince(Instant time) {
    Duration byOwn = Duration.between(time, own.instant());
    Duration byDatabase = Duration.between(time, database.instant());
    return byOwn.compareTo(byDatabase) > 0 ? byOwn : byDatabase;
  }
}
