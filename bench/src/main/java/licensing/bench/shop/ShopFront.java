package licensing.bench.shop;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.SQLException;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;

/**
 * What whoever buys at a peer needs of it: its rows, its news, and the platform's card fields.
 *
 * @param clientToken that the card fields open with; good for a day
 */
public record ShopFront(
    HikariDataSource database, Shop shop, Bell bell, Buyers buyers, String clientToken)
    implements AutoCloseable {

  /** Makes the tables where they are missing. */
  public static ShopFront of(Surroundings surroundings) throws SQLException {
    HikariDataSource database = surroundings.database();
    Shop.prepare(database);
    CardPayments payments = new CardPayments(surroundings);
    return new ShopFront(
        database,
        new Shop(database, payments),
        new Bell(database),
        new Buyers(URI.create(surroundings.gateway())),
        payments.clientToken());
  }

  /** What the platform's fields give for a good card, to be used once. */
  String card() {
    return buyers.nonce(clientToken, Card.GOOD);
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    bell.close();
    buyers.close();
    database.close();
  }
}
