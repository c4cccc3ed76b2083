package licensing.web;

import licensing.edge.ConsolePorts;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the pages read, and the platform's edge; apart from the application for the slice tests. */
@Configuration(proxyBeanMethods = false)
@Import(ConsolePorts.class)
class Ports {}
