package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void staysOnOneLine() {
    assertThat(LogText.of("a\r\nINFO forged\u2028b\u001b[31m")).isEqualTo("a??INFO forged?b?[31m");
  }

  @Test
  void staysShort() {
    assertThat(LogText.of("x".repeat(10_000))).hasSizeLessThan(300);
  }
}
