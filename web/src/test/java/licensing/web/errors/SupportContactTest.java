package licensing.web.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import licensing.web.ConsoleSettings.UnsafeSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportContactTest {

  @ParameterizedTest
  @CsvSource({
    "help@example.com, mailto:help@example.com, help@example.com",
    "https://example.com/help, https://example.com/help, example.com/help"
  })
  void isAMailAddressOrAPage(String setting, String address, String text) {
    var contact = new SupportContact(setting);

    assertThat(contact.isKnown()).isTrue();
    assertThat(contact.address()).isEqualTo(address);
    assertThat(contact.text()).isEqualTo(text);
  }

  @Test
  void mayBeUnknown() {
    assertThat(new SupportContact("").isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com", "javascript:alert(1)", "call us", "@", "a@b", "https://"})
  void isNothingElse(String setting) {
    assertThatThrownBy(() -> new SupportContact(setting))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("SUPPORT_CONTACT");
  }
}
