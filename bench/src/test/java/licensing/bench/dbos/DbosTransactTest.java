package licensing.bench.dbos;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpClient;
import licensing.bench.Surrounded;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import org.junit.jupiter.api.Test;

class DbosTransactTest {

  @Test
  void sellsALicenseThatIsPaidOnceWhateverIsHeardOfTheSale() throws Exception {
    Surroundings surroundings = Surrounded.by("dbos");
    try (ShopFront front = ShopFront.of(surroundings);
        HikariDataSource database = surroundings.database();
        HttpClient http = HttpClient.newHttpClient();
        DbosApplication application = new DbosApplication(surroundings, database)) {
      application.start();
      DbosTransact dbos = new DbosTransact(front, http, application::port);
      assertThat(Surrounded.soldBy(dbos, front)).containsExactly(1, 1, "LICENSED");
      Surrounded.loseAnswerOfNextSale();
      assertThat(Surrounded.soldBy(dbos, front)).containsExactly(1, 1, "LICENSED");
    }
  }
}
