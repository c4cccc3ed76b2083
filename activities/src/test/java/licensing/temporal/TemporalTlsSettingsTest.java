package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import licensing.temporal.TemporalTls.TemporalTlsSettings;
import org.junit.jupiter.api.Test;

class TemporalTlsSettingsTest {

  @Test
  void wantsCertificateAndKeyTogether() {
    assertThat(new TemporalTlsSettings("", "").isGiven()).isFalse();
    assertThatThrownBy(() -> new TemporalTlsSettings("certificate.pem", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("go together");
  }
}
