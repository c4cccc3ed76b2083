package licensing.bench.chaos;

import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import licensing.bench.chaos.Damage.Ended;
import licensing.local.storm.weather.PlatformControl;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the platform and a peer's database say of a purchase, past every fault. */
public record Ledgers(PlatformControl platform, JdbcClient rows) {

  private static final Set<String> HELD_OR_TAKEN =
      Set.of("authorized", "submitted_for_settlement", "settling", "settled");

  public Ledgers(PlatformControl platform, DataSource database) {
    this(platform, JdbcClient.create(database));
  }

  public Ended of(UUID purchase, boolean kept) {
    return new Ended(
        kept,
        charges(purchase),
        number("select count(*) from licenses where purchase_id = ?", purchase),
        hasEnded(purchase));
  }

  public boolean hasEnded(UUID purchase) {
    return number("select count(*) from purchases where id = ? and ended_at is not null", purchase)
        == 1;
  }

  /** No card is declined, so that no second attempt is made. */
  private long charges(UUID purchase) {
    return platform
        .ask("/control/transactions?orderId=" + purchase + "-1")
        .orElseThrow()
        .valueStream()
        .filter(sale -> HELD_OR_TAKEN.contains(sale.path("status").asString()))
        .count();
  }

  private long number(String question, UUID purchase) {
    return rows.sql(question).param(purchase).query(Long.class).single();
  }
}
