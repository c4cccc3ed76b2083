package licensing.web.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportChoiceTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "zh-CN"})
  void isExplainedInEveryLanguage(String language) {
    ResourceBundle words = ResourceBundle.getBundle("support", Locale.forLanguageTag(language));

    for (SupportChoice choice : SupportChoice.values()) {
      assertThat(words.getString("support.choice." + choice)).isNotBlank();
      assertThat(words.getString("support.choice.%s.text".formatted(choice))).isNotBlank();
    }
  }
}
