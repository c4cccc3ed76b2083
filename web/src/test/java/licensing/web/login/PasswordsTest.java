package licensing.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private static final ConsoleUser ANNA =
      new ConsoleUser(
          new UserId(UUID.randomUUID()),
          new OrganizationId(UUID.randomUUID()),
          "Nordwind Logistik",
          "anna.schmidt",
          Role.BUYER,
          "mark");

  @ParameterizedTest
  @CsvSource({
    "elf letters, TOO_SHORT",
    "password1234, TOO_EASY",
    "qwertyuiop123, TOO_EASY",
    "aaaaaaaaaaaaaaaa, TOO_EASY",
    "123456789012, TOO_EASY",
    "Anna.Schmidt1, TOO_EASY",
    "nordwind2026, TOO_EASY",
    "LicensePurchase, TOO_EASY",
  })
  void refusesWhatIsEasyToGuess(String password, String problem) {
    assertThat(Passwords.problem(password, ANNA)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otter lantern viaduct",
        "一二三四五六七八九十百千",
        "🦦🦦🪵🪵🏮🏮🌉🌉🧭🧭🪁🪁",
        "0d9Xk2#vQz7!"
      })
  void countsCharactersAndAsksForNoKinds(String password) {
    assertThat(Passwords.problem(password, ANNA)).isEmpty();
  }

  @Test
  void refusesWhatIsTooLongInsteadOfCuttingIt() {
    assertThat(Passwords.problem("otter lantern viaduct ".repeat(3), ANNA)).contains("TOO_LONG");
  }

  @Test
  void tellsLongPasswordsApartToTheirEnd() {
    var passwords = new Passwords().passwordEncoder();
    String longest = "龙".repeat(Passwords.LONGEST - 1);
    String hash = passwords.encode(longest + "一");
    assertThat(passwords.matches(longest + "一", hash)).isTrue();
    assertThat(passwords.matches(longest + "二", hash)).isFalse();
  }
}
