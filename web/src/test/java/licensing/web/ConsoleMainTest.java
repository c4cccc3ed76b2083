package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsoleMainTest {

  /** Whatever it was started with. */
  @Test
  void neverLetsTheJdkSendARequestAgain() {
    System.clearProperty("sun.net.http.retryPost");

    assertThatThrownBy(
            () -> Console.main(new String[] {"--spring.config.location=file:/nowhere.yaml"}))
        .hasMessageContaining("nowhere.yaml");

    assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
  }
}
