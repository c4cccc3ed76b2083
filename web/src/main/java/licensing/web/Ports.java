package licensing.web;

import licensing.activities.ConsoleBeans;
import licensing.temporal.TemporalConnection;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the pages read, the platform's edge, and the way to Temporal. Apart from the application,
 * since whatever that imports would be in every test of pages too.
 */
@Configuration(proxyBeanMethods = false)
@Import({ConsoleBeans.class, TemporalConnection.class})
class Ports {}
