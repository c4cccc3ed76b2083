package licensing.web.security;

import licensing.web.ConsoleSettings;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Where https ends before the console, the proxy in front (on a private network) says who asks.
 * Without one nobody is believed, or anybody could choose the address that failed logins count for.
 */
@Component
class BehindProxy implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final boolean https;

  BehindProxy(ConsoleSettings settings) {
    https = settings.isHttps();
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    if (https) {
      RemoteIpValve proxy = new RemoteIpValve();
      proxy.setProtocolHeader("X-Forwarded-Proto");
      server.addEngineValves(proxy);
    }
  }
}
