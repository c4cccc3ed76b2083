package licensing.web.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.web.support.ToldWords.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.i18n.LocaleContextHolder;

class ToldWordsTest {

  private final ToldWords words = new ToldWords();

  @AfterEach
  void noLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Visa ending in 1111|Visa 尾号 1111",
        "authorize attempt 2, 57.00 USD|请求第 2 次付款尝试的预授权，57.00 USD",
        "authorize attempt 2 again, 57.00 USD|再次请求第 2 次付款尝试的预授权，57.00 USD",
        "ask a person to look: money-lost|请求人工处理：款项丢失",
        "the hold is gone: voided|预授权已不存在：已撤销",
        "2001 Insufficient Funds|2001 余额不足",
        "ann · propose: give back and end: they said: declined|ann · 提议退款并结束：they said: declined",
        "ann · annotate: retry now|ann · 备注：retry now"
      })
  void areSaidInChinese(String english, String chinese) {
    read(Locale.SIMPLIFIED_CHINESE);

    assertThat(words.parts(english)).containsExactly(new Part(chinese, null));
  }

  @Test
  void ofStrangersStayAsTheyAre() {
    read(Locale.SIMPLIFIED_CHINESE);

    assertThat(words.parts("look up attempt 1, 57.00 USD; Unknown; $1 {0} of them"))
        .isEqualTo(
            List.of(
                new Part("核实第 1 次付款尝试，57.00 USD", null),
                new Part("结果未知", null),
                new Part("$1 {0} of them", "en")));
    assertThat(words.parts("ann · annotate: $1 {0*}"))
        .containsExactly(new Part("ann · 备注：$1 {0*}", null));
  }

  @Test
  void stayEnglishForWhoReadsEnglish() {
    read(Locale.ENGLISH);

    assertThat(words.parts("nothing found yet; Unknown"))
        .containsExactly(new Part("nothing found yet; Unknown", "en"));
  }

  @ParameterizedTest
  @EnumSource(Attention.class)
  void knowEveryReasonToLook(Attention why) {
    read(Locale.SIMPLIFIED_CHINESE);

    assertThat(words.parts(why.label())).extracting(Part::lang).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource(PurchaseOutcome.Kind.class)
  void knowEveryOutcome(PurchaseOutcome.Kind kind) {
    read(Locale.SIMPLIFIED_CHINESE);

    assertThat(words.parts(kind.label())).extracting(Part::lang).containsOnlyNulls();
  }

  private static void read(Locale locale) {
    LocaleContextHolder.setLocale(locale);
  }
}
