package licensing.web.webhook;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import licensing.edge.WebhookEndpoints;
import licensing.edge.WebhookEndpoints.Delivery;
import licensing.edge.WebhookEndpoints.Endpoint;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Settings, Webhooks: the endpoints of the user's organization, and the page of each. A secret is
 * shown by the answer that makes it, and nowhere else.
 */
@Controller
@RequestMapping("/licenses/webhooks")
class WebhookPages {

  private static final String ADDRESS = "/licenses/webhooks";
  private static final String FAILED = "failed";

  /** How far back failed deliveries are asked for again. */
  private static final List<Integer> HOURS = List.of(1, 24, 72, 720);

  private static final Logger log = LoggerFactory.getLogger(WebhookPages.class);

  private final WebhookEndpoints endpoints;

  WebhookPages(WebhookEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** What can be done on the page of an endpoint. The names are keys of messages. */
  enum Act {
    CHANGE,
    TEST,
    ROTATE,
    DISABLE,
    ENABLE,
    DELETE,
    REDELIVER,
    REDELIVER_FAILED
  }

  @GetMapping
  ModelAndView list(@AuthenticationPrincipal ConsoleUser user) {
    return list(user, "", WebhookEndpoints.TYPES, null, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView add(
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "") List<String> types,
      @AuthenticationPrincipal ConsoleUser user) {
    String problem = endpoints.problem(address.strip(), types).orElse(null);
    if (problem != null) {
      return list(user, address, types, problem, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return endpoints
        .add(user.organization(), user.id(), address.strip(), types)
        .map(
            made -> {
              log.info("user {} added webhook endpoint {}", user.id(), made.id());
              return secret(made.id(), made.secret());
            })
        .orElseGet(() -> list(user, address, types, "TOO_MANY", HttpStatus.UNPROCESSABLE_CONTENT));
  }

  /**
   * @param state "failed" for the deliveries alone that failed
   * @param at which page of the deliveries
   */
  @GetMapping("/{id}")
  ModelAndView show(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String at,
      @AuthenticationPrincipal ConsoleUser user) {
    Endpoint endpoint = find(id, user);
    return page(endpoint, endpoint.address(), endpoint.types(), null, HttpStatus.OK)
        .addAllObjects(deliveries(endpoint, state.equals(FAILED), Cursor.orFirst(at)));
  }

  private Map<String, ?> deliveries(Endpoint endpoint, boolean failed, @Nullable Cursor at) {
    Page<Delivery> shown = endpoints.deliveries(endpoint.id(), failed, at);
    Map<String, Object> model = new HashMap<>();
    model.put("failed", failed);
    model.put("deliveries", shown.entries());
    model.put("newer", address(endpoint, failed, shown.previous()));
    model.put("older", address(endpoint, failed, shown.next()));
    return model;
  }

  /** Null where there is no such page. */
  private static @Nullable String address(Endpoint endpoint, boolean failed, @Nullable Cursor at) {
    return at == null
        ? null
        : UriComponentsBuilder.fromPath(ADDRESS + "/" + endpoint.id())
            .queryParamIfPresent("state", failed ? Optional.of(FAILED) : Optional.empty())
            .queryParam("at", at)
            .fragment("deliveries")
            .toUriString();
  }

  @PostMapping("/{id}")
  ModelAndView act(
      @PathVariable String id,
      @RequestParam String act,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "") List<String> types,
      @RequestParam(defaultValue = "") String delivery,
      @RequestParam(defaultValue = "0") int hours,
      @AuthenticationPrincipal ConsoleUser user) {
    Endpoint endpoint = find(id, user);
    Act chosen =
        Arrays.stream(Act.values())
            .filter(each -> each.name().equals(act))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    if (chosen == Act.CHANGE) {
      String problem = endpoints.problem(address.strip(), types).orElse(null);
      if (problem != null) {
        return page(endpoint, address, types, problem, HttpStatus.UNPROCESSABLE_CONTENT)
            .addAllObjects(deliveries(endpoint, false, null));
      }
    }
    log.info("user {} asked for {} of webhook endpoint {}", user.id(), chosen, endpoint.id());
    boolean done =
        switch (chosen) {
          case CHANGE -> does(() -> endpoints.change(endpoint.id(), address.strip(), types));
          case TEST -> endpoints.test(endpoint.id());
          case DISABLE -> does(() -> endpoints.disable(endpoint.id()));
          case ENABLE -> does(() -> endpoints.enable(endpoint.id()));
          case DELETE -> does(() -> endpoints.delete(endpoint.id()));
          case REDELIVER ->
              uuid(delivery).map(of -> endpoints.redeliver(endpoint.id(), of)).orElse(false);
          case REDELIVER_FAILED ->
              HOURS.contains(hours)
                  && endpoints.redeliverFailed(endpoint.id(), Duration.ofHours(hours)) > 0;
          case ROTATE -> true;
        };
    return switch (chosen) {
      case ROTATE -> secret(endpoint.id(), endpoints.rotate(endpoint.id()));
      case DELETE -> SeeOther.at(ADDRESS + "?done=DELETE");
      default ->
          SeeOther.at(
              ADDRESS + "/" + endpoint.id() + "?done=" + (done ? chosen : "NOTHING_" + chosen));
    };
  }

  private static boolean does(Runnable act) {
    act.run();
    return true;
  }

  private ModelAndView list(
      ConsoleUser user,
      String address,
      List<String> types,
      @Nullable String problem,
      HttpStatus status) {
    List<Endpoint> all = endpoints.of(user.organization());
    return form("webhooks/webhooks", address, types, problem, status)
        .addObject("endpoints", all)
        .addObject("full", all.size() >= WebhookEndpoints.MOST);
  }

  private ModelAndView page(
      Endpoint endpoint,
      String address,
      List<String> types,
      @Nullable String problem,
      HttpStatus status) {
    return form("webhooks/webhook", address, types, problem, status)
        .addObject("endpoint", endpoint)
        .addObject("hours", HOURS);
  }

  private ModelAndView form(
      String view,
      String address,
      List<String> types,
      @Nullable String problem,
      HttpStatus status) {
    return new ModelAndView(view, status)
        .addObject("address", address)
        .addObject("types", types)
        .addObject("allTypes", WebhookEndpoints.TYPES)
        .addObject("most", WebhookEndpoints.MOST)
        .addObject("problem", problem);
  }

  private static ModelAndView secret(UUID endpoint, String secret) {
    return new ModelAndView("webhooks/secret")
        .addObject("endpoint", endpoint)
        .addObject("secret", secret);
  }

  private Endpoint find(String id, ConsoleUser user) {
    return uuid(id)
        .flatMap(endpoint -> endpoints.find(endpoint, user.organization()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
