package licensing.web.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import licensing.web.ConsoleSettings;
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

/** Settings, API keys: those of the organization, and what its programs may do with each. */
@Controller
@RequestMapping(ApiKeyPages.ADDRESS)
class ApiKeyPages {

  static final String ADDRESS = "/organization/api-keys";

  /** For how many hours a secret may be good besides the one that takes its place. */
  private static final List<Integer> OVERLAPS = List.of(0, 1, 24, 168);

  private static final Logger log = LoggerFactory.getLogger(ApiKeyPages.class);

  private final ApiKeys keys;
  private final ConsoleSettings settings;

  ApiKeyPages(ApiKeys keys, ConsoleSettings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  @GetMapping
  ModelAndView show(@AuthenticationPrincipal ConsoleUser user) {
    return page(user, "", EnumSet.noneOf(Scope.class), null, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView make(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") List<String> scopes,
      @AuthenticationPrincipal ConsoleUser user) {
    String typed = name.strip();
    Set<Scope> chosen =
        scopes.stream()
            .flatMap(text -> Scope.of(text).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    String problem = problem(typed, chosen);
    if (problem != null) {
      return page(user, typed, chosen, problem, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    Optional<String> key = keys.make(user, typed, chosen);
    if (key.isEmpty()) {
      return page(user, typed, chosen, "TOO_MANY", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    log.info("user {} made an API key", user.id());
    return made(key.get());
  }

  private static @Nullable String problem(String name, Set<Scope> scopes) {
    if (name.isEmpty()
        || name.codePointCount(0, name.length()) > ApiKeys.LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      return "NAME";
    }
    return scopes.isEmpty() ? "SCOPES" : null;
  }

  /** Of one's own alone, since the new secret asks in its owner's name. */
  @PostMapping("/{id}/rotate")
  ModelAndView rotate(
      @PathVariable UUID id, @RequestParam int overlap, @AuthenticationPrincipal ConsoleUser user) {
    if (!OVERLAPS.contains(overlap)) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    String key = keys.rotate(id, user, Duration.ofHours(overlap)).orElseThrow(ApiKeyPages::nowhere);
    log.info("user {} rotated API key {}", user.id(), id);
    return made(key);
  }

  @PostMapping("/{id}/revoke")
  ModelAndView revoke(@PathVariable UUID id, @AuthenticationPrincipal ConsoleUser user) {
    if (!keys.revoke(id, user)) {
      throw nowhere();
    }
    log.info("user {} revoked API key {}", user.id(), id);
    return SeeOther.at(ADDRESS + "?done=revoked");
  }

  private ModelAndView page(
      ConsoleUser user,
      String name,
      Set<Scope> chosen,
      @Nullable String problem,
      HttpStatus status) {
    return new ModelAndView("organization/api-keys", status)
        .addObject("keys", keys.of(user.organization()))
        .addObject("scopes", Arrays.asList(Scope.values()))
        .addObject("overlaps", OVERLAPS)
        .addObject("name", name)
        .addObject("chosen", chosen)
        .addObject("problem", problem)
        .addObject("longest", ApiKeys.LONGEST_NAME);
  }

  /** Shown once: of what is secret only a hash is kept. */
  private ModelAndView made(String key) {
    return new ModelAndView("organization/api-key")
        .addObject("key", key)
        .addObject(
            "line",
            "curl -s %s -H 'Authorization: Bearer %s'"
                .formatted(settings.baseUrl().resolve(ApiRoutes.BASE + "/offers"), key));
  }

  private static ResponseStatusException nowhere() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
