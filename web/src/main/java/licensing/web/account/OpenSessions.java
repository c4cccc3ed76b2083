package licensing.web.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import licensing.terms.Sha256;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginDetails;
import licensing.web.security.SessionUse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Where a user is logged in. */
@Component
class OpenSessions {

  private final FindByIndexNameSessionRepository<? extends Session> sessions;

  OpenSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
    this.sessions = sessions;
  }

  /**
   * The one used last first.
   *
   * @param currentId of the session that asks
   */
  List<OpenSession> of(ConsoleUser user, String currentId) {
    return stored(user).entrySet().stream()
        .map(each -> session(each.getKey(), each.getValue(), currentId))
        .sorted(Comparator.comparing(OpenSession::lastUsed).reversed())
        .toList();
  }

  /** All but the one that asks. */
  void endOthers(ConsoleUser user, String currentId) {
    end(user, id -> !id.equals(currentId));
  }

  /**
   * @param mark of an {@link OpenSession}; nothing happens where there is none of the user's
   */
  void end(ConsoleUser user, String mark) {
    end(user, id -> markOf(id).equals(mark));
  }

  private void end(ConsoleUser user, Predicate<String> ids) {
    stored(user).keySet().stream().filter(ids).forEach(sessions::deleteById);
  }

  private Map<String, ? extends Session> stored(ConsoleUser user) {
    return sessions.findByPrincipalName(user.name());
  }

  private static OpenSession session(String id, Session session, String currentId) {
    SecurityContext context =
        session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    var from =
        context != null
                && context.getAuthentication() != null
                && context.getAuthentication().getDetails() instanceof LoginDetails details
            ? details
            : null;
    return new OpenSession(
        markOf(id),
        session.getCreationTime(),
        Objects.requireNonNullElse(
            SessionUse.last(session.getAttribute(SessionUse.ATTRIBUTE)), session.getCreationTime()),
        from == null ? "" : from.browser(),
        from == null ? "" : String.valueOf(from.getRemoteAddress()),
        id.equals(currentId));
  }

  /** Names a session to its owner, and is of no use to anybody else. */
  private static String markOf(String id) {
    return Sha256.of(id);
  }

  /**
   * One of them.
   *
   * @param mark what it is called in a form
   * @param browser in a few words; empty where it is not known
   * @param current whether it is the one that asks
   */
  record OpenSession(
      String mark,
      Instant since,
      Instant lastUsed,
      String browser,
      String address,
      boolean current) {}
}
