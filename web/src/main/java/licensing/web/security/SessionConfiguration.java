package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Base64;
import java.util.List;
import licensing.web.ConsoleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;

/** Sessions: the cookie that names one, and how it is stored. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final int ID_BYTES = 32;

  /**
   * Takes what Spring Session binds, in its order. That a session was used is noted once a minute,
   * so that few pages write anything; whatever else changed, at once.
   */
  private static final String UPDATE =
      """
      with used (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name,
        primary_id) as (
        values (?, cast(? as bigint), cast(? as integer), cast(? as bigint), ?, ?))
      update %TABLE_NAME% kept
      set session_id = used.session_id, last_access_time = used.last_access_time,
        max_inactive_interval = used.max_inactive_interval, expiry_time = used.expiry_time,
        principal_name = used.principal_name
      from used
      where kept.primary_id = used.primary_id
        and ((kept.session_id, kept.max_inactive_interval, kept.principal_name)
            is distinct from (used.session_id, used.max_inactive_interval, used.principal_name)
          or abs(kept.last_access_time - used.last_access_time) >= 60000)
      """;

  /**
   * What sessions are made of, and nothing that does more than hold values; with room for a form of
   * the largest size that is taken.
   */
  private static final ObjectInputFilter KNOWN =
      ObjectInputFilter.Config.createFilter(
          "licensing.**;org.springframework.security.**;java.lang.*;java.util.*;java.time.*"
              + ";maxdepth=20;maxbytes=131072;!*");

  /** Browsers take a {@code __Host-} cookie over https alone. */
  @Bean
  CookieSerializer sessionCookie(ConsoleSettings settings, Signatures signatures) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(settings.isHttps() ? "__Host-session" : "session");
    cookie.setUseSecureCookie(settings.isHttps());
    cookie.setUseHttpOnlyCookie(true);
    cookie.setUseBase64Encoding(false);
    cookie.setCookiePath("/");
    cookie.setSameSite("Lax");
    return new SignedCookie(cookie, signatures);
  }

  @Bean
  SessionIdGenerator sessionIds() {
    StringKeyGenerator random =
        new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), ID_BYTES);
    return random::generateKey;
  }

  /** Else the second of two requests that write an attribute for the first time would fail. */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> whateverOfTwoWritesIsLast() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> usedOnceAMinute() {
    return sessions -> sessions.setUpdateSessionQuery(UPDATE);
  }

  /**
   * None: each page would begin and commit two, for one statement each. Of a new session the row
   * comes first: without its attributes it lets nobody in.
   */
  @Bean(name = "springSessionTransactionOperations", defaultCandidate = false)
  TransactionOperations transactionsOfSessions() {
    return TransactionOperations.withoutTransaction();
  }

  /** Else who writes the table could have the console make objects of any class. */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> knownClassesAlone() {
    return sessions -> sessions.setConversionService(attributes());
  }

  static GenericConversionService attributes() {
    GenericConversionService attributes = new GenericConversionService();
    attributes.addConverter(Object.class, byte[].class, new SerializingConverter());
    attributes.addConverter(
        byte[].class,
        Object.class,
        new DeserializingConverter(
            stored -> {
              ObjectInputStream objects = new ObjectInputStream(stored);
              objects.setObjectInputFilter(KNOWN);
              try {
                return objects.readObject();
              } catch (ClassNotFoundException unknown) {
                throw new InvalidClassException("not of a session", unknown);
              }
            }));
    return attributes;
  }

  /** An id alone opens no session: who reads the table cannot make its cookie. */
  private record SignedCookie(CookieSerializer cookie, Signatures signatures)
      implements CookieSerializer {

    private static final String PURPOSE = "session";

    @Override
    public void writeCookieValue(CookieValue value) {
      String id = value.getCookieValue();
      CookieValue signed =
          new CookieValue(
              value.getRequest(),
              value.getResponse(),
              id.isEmpty() ? id : signatures.sign(PURPOSE, id));
      cookie.writeCookieValue(signed);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
      return cookie.readCookieValues(request).stream()
          .flatMap(value -> signatures.signed(PURPOSE, value).stream())
          .toList();
    }
  }
}
