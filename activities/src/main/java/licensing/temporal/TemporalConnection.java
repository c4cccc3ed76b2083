package licensing.temporal;

import io.temporal.common.converter.DataConverter;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import licensing.temporal.TemporalTls.TemporalTlsSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For every program that calls Temporal. */
@Configuration(proxyBeanMethods = false)
@Import(Tracing.class)
@EnableConfigurationProperties({PayloadEncryptionSettings.class, TemporalTlsSettings.class})
public class TemporalConnection {

  @Bean
  TemporalTls temporalTls(TemporalTlsSettings settings) {
    return new TemporalTls(settings);
  }

  @Bean
  DataConverter dataConverter(PayloadEncryptionSettings settings) {
    return settings.dataConverter();
  }

  @Bean
  Identity temporalIdentity(@Value("${spring.application.name}") String program) {
    return new Identity(program);
  }

  @Bean
  TemporalMetrics temporalMetrics() {
    return new TemporalMetrics();
  }
}
