package licensing.edge;

import licensing.edge.jdbc.SubmissionConfiguration;
import licensing.evidence.jdbc.EvidenceConfiguration;
import licensing.payment.braintree.BraintreeEdgeConfiguration;
import licensing.reading.jdbc.ReadingConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that the console needs from here: the readers, and the platform's edge. No activity. */
@Configuration(proxyBeanMethods = false)
@Import({
  ReadingConfiguration.class,
  EvidenceConfiguration.class,
  SubmissionConfiguration.class,
  BraintreeEdgeConfiguration.class
})
public class ConsolePorts {}
