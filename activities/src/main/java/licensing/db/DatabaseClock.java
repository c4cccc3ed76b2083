package licensing.db;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The time of the database's host, which all other hosts see alike. */
public record DatabaseClock(InstantSource source) {

  static DatabaseClock of(JdbcClient database) {
    return new DatabaseClock(
        () ->
            database
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant());
  }

  public Instant now() {
    return source.instant();
  }
}
