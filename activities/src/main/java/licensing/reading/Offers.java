package licensing.reading;

import java.util.Optional;
import licensing.db.Columns;
import licensing.offer.Offer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is sold now. */
@Component
public final class Offers {

  private final JdbcClient database;

  Offers(JdbcClient database) {
    this.database = database;
  }

  public Optional<Offer> of(Offer.Kind kind) {
    return database
        .sql("select * from offers where kind = ? and not withdrawn")
        .param(kind.name())
        .query((row, index) -> new Columns(row).offer("kind"))
        .optional();
  }
}
