package licensing.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Workers and consoles, several of each where that is asked for: then a balancer stands before the
 * consoles, where https ends, at the address at which one alone would be.
 */
final class Replicas {

  static final String BALANCER = "balancer";

  private final Settings settings;
  private final ProgramTable table;
  private final Nginx nginx;
  private final Certificate certificate;
  private final List<Replica> all = new ArrayList<>();

  /** One of them, with those of its ports that are not where one alone would have them. */
  private record Replica(OwnProgram program, int number, Map<LocalPort, Integer> moved) {

    String name() {
      return number == 1 ? program.label() : program.label() + "-" + number;
    }
  }

  Replicas(Settings settings, Installation installation, StateFolder state, ProgramTable table) {
    this.settings = settings;
    this.table = table;
    this.nginx = new Nginx(installation.nginx(), state.balancer());
    this.certificate = state.certificate();
    PrimitiveIterator.OfInt free = Ports.someFree().distinct().iterator();
    for (int number = 1; number <= settings.workers(); number++) {
      all.add(
          new Replica(
              OwnProgram.WORKER,
              number,
              number == 1 ? Map.of() : Map.of(LocalPort.WORKER_MANAGEMENT, free.nextInt())));
    }
    if (settings.consoles() == 0) {
      all.add(new Replica(OwnProgram.WEB, 1, Map.of()));
    }
    for (int number = 1; number <= settings.consoles(); number++) {
      int port = free.nextInt();
      all.add(
          new Replica(
              OwnProgram.WEB,
              number,
              number == 1
                  ? Map.of(LocalPort.CONSOLE, port)
                  : Map.of(LocalPort.CONSOLE, port, LocalPort.CONSOLE_MANAGEMENT, free.nextInt())));
    }
  }

  /** What is there before any of them. */
  Stream<Job> first() {
    return settings.consoles() == 0 ? Stream.empty() : certificate.missing().stream();
  }

  List<Program> programs() {
    Stream<Program> programs =
        all.stream().map(each -> table.own(each.program(), each.name(), each.moved()));
    Stream<Program> balancer = settings.consoles() == 0 ? Stream.empty() : Stream.of(balancer());
    return Stream.concat(programs, balancer).toList();
  }

  private Program balancer() {
    return new Program(
        BALANCER,
        List.of(LocalPort.CONSOLE),
        this::balancing,
        Health.port(settings.port(LocalPort.CONSOLE)),
        Ending.Signal.TERM);
  }

  /**
   * As docs/production.md asks for it. What has reached a console is asked of no other one, but for
   * what may be asked twice. Nobody is believed who says for whom it asks. Browsers keep to https
   * for a whole host: here the platform's and Temporal's pages would be sought there, too.
   */
  private ProcessBuilder balancing() throws IOException {
    String consoles =
        all.stream()
            .filter(each -> each.program() == OwnProgram.WEB)
            .map(each -> each.moved().get(LocalPort.CONSOLE))
            .map("  server 127.0.0.1:%d max_fails=1 fail_timeout=1s;"::formatted)
            .collect(Collectors.joining("\n"));
    return nginx.command(
        BALANCER,
        """
        client_header_timeout 30s;
        client_body_timeout 30s;
        client_max_body_size 1m;
        keepalive_requests 1000000;
        upstream consoles {
        %s
          keepalive 32;
          keepalive_timeout 4s;
        }
        server {
          listen 127.0.0.1:%d ssl http2;
          ssl_certificate %s;
          ssl_certificate_key %s;
          ssl_protocols TLSv1.2 TLSv1.3;
          location / {
            proxy_pass http://consoles;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto https;
            proxy_connect_timeout 2s;
            proxy_read_timeout 75s;
            proxy_hide_header Strict-Transport-Security;
          }
        }
        """
            .formatted(
                consoles, settings.port(LocalPort.CONSOLE), certificate.pem(), certificate.key()));
  }
}
