package licensing.temporal;

import licensing.temporal.TemporalTls.TemporalTlsSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For every program that calls Temporal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TemporalTlsSettings.class)
public class TemporalConnection {

  @Bean
  TemporalTls temporalTls(TemporalTlsSettings settings) {
    return new TemporalTls(settings);
  }

  @Bean
  Identity temporalIdentity(@Value("${spring.application.name}") String program) {
    return new Identity(program);
  }
}
