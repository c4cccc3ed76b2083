package licensing.activities;

import licensing.keys.LicenseSignatures;
import licensing.keys.SupportSignatures;
import licensing.payment.braintree.PaymentForms;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformStatements;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that the console needs from here: the readers, and the platform's edge. No activity, so what
 * of the platform's package is for the console is named one by one.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
  "licensing.db",
  "licensing.document",
  "licensing.edge",
  "licensing.evidence",
  "licensing.outbox",
  "licensing.payment.jdbc",
  "licensing.reading"
})
@ConfigurationPropertiesScan({
  "licensing.document",
  "licensing.keys",
  "licensing.payment.braintree",
  "licensing.payment.jdbc",
  "licensing.webhook.http"
})
@Import({
  SafeConnections.class,
  LicenseSignatures.class,
  PaymentForms.class,
  PlatformNotifications.class,
  PlatformStatements.class,
  SupportSignatures.class
})
public class ConsoleBeans {}
