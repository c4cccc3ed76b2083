package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.purchase.message.ForeignText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u202eb",
        "a\u2066b",
        "a\u200eb",
        "a\u00adb",
        "a\ufeffb",
        "a\u2028b",
        "a\ud800b",
        "a\u0000b",
        "\u001b[2J",
        "a\tb",
        "",
        " \n"
      })
  void keepsNothingThatIsNotSeenOrTurnsTheDirection(String text) {
    assertThat(ForeignText.isKept(text, 100)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"they called:\n\"two <b>cards</b>\"", "می\u200cخواهم", "👩\u200d💻", "请求"})
  void keepsWhatPeopleWrite(String text) {
    assertThat(ForeignText.isKept(text, 100)).isTrue();
    assertThat(ForeignText.isKept(text, text.length() - 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/a",
        "HTTP://evil.example",
        "www.evil.example",
        "a@b.example"
      })
  void makesNoLinkOfABareAddress(String address) {
    assertThat(ForeignText.inMarkdown("see " + address + " now"))
        .doesNotContainPattern("(?i)://|www\\.|@[\\w.-]")
        .contains("\u200c");
  }

  @Test
  void takesNothingForMarkup() {
    assertThat(ForeignText.inMarkdown("[x](y)\n**b** `c` <img> ~~d~~ dispute_lost"))
        .isEqualTo("\\[x\\](y) \\*\\*b\\*\\* \\`c\\` \\<img\\> \\~\\~d\\~\\~ dispute\\_lost");
  }
}
