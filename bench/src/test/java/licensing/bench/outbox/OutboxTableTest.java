package licensing.bench.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import licensing.bench.Surrounded;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import org.junit.jupiter.api.Test;

class OutboxTableTest {

  @Test
  void sellsALicenseThatIsPaidOnceWhateverIsHeardOfTheSale() throws Exception {
    Surroundings surroundings = Surrounded.by("outbox");
    try (ShopFront front = ShopFront.of(surroundings);
        HikariDataSource database = surroundings.database()) {
      OutboxTable outbox = new OutboxTable(front);
      Thread poller = Thread.ofPlatform().start(OutboxPoller.poller(surroundings, database));
      assertThat(Surrounded.soldBy(outbox, front)).containsExactly(1, 1, "LICENSED");
      Surrounded.loseAnswerOfNextSale();
      assertThat(Surrounded.soldBy(outbox, front)).containsExactly(1, 1, "LICENSED");
      poller.interrupt();
      poller.join();
    }
  }
}
