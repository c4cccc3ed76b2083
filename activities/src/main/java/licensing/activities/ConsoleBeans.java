package licensing.activities;

import licensing.db.DatabaseConfiguration;
import licensing.edge.SubmittedPayments;
import licensing.evidence.EvidenceConfiguration;
import licensing.payment.braintree.BraintreeEdgeConfiguration;
import licensing.payment.jdbc.AttemptConfiguration;
import licensing.reading.Offers;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that the console needs from here: the readers, and the platform's edge. No activity. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = {Offers.class, SubmittedPayments.class})
@Import({
  DatabaseConfiguration.class,
  EvidenceConfiguration.class,
  AttemptConfiguration.class,
  BraintreeEdgeConfiguration.class
})
public class ConsoleBeans {}
