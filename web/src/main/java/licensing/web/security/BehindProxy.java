package licensing.web.security;

import licensing.web.ConsoleSettings;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Where https ends before the console, the proxies in front say who asks: those that are named, and
 * nobody else, or anybody nearby could choose the address that failed logins count for.
 */
@Component
class BehindProxy implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final String proxies;

  BehindProxy(ConsoleSettings settings) {
    proxies = settings.proxies();
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    if (!proxies.isBlank()) {
      RemoteIpValve proxy = new RemoteIpValve();
      proxy.setInternalProxies(proxies);
      proxy.setProtocolHeader("X-Forwarded-Proto");
      server.addEngineValves(proxy);
    }
  }
}
