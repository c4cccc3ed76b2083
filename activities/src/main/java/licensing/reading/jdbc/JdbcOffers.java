package licensing.reading.jdbc;

import java.util.Optional;
import licensing.db.Columns;
import licensing.offer.Offer;
import licensing.offer.OfferKind;
import licensing.reading.Offers;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcOffers implements Offers {

  private final JdbcClient database;

  JdbcOffers(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Optional<Offer> of(OfferKind kind) {
    return database
        .sql("select * from offers where kind = ?")
        .param(kind.name())
        .query((row, index) -> new Columns(row).offer("kind"))
        .optional();
  }
}
