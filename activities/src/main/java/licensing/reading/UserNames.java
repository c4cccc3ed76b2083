package licensing.reading;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users are called now. Everything that is kept for good names them by their ids. */
@Component
public final class UserNames {

  private final JdbcClient database;

  UserNames(JdbcClient database) {
    this.database = database;
  }

  /** SQL for the id at the beginning of a text; null for one that begins otherwise. */
  static String idAtTheBeginningOf(String text) {
    return "case when %1$s ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[: ]' then left(%1$s, 36)::uuid end"
        .formatted(text);
  }

  /** Text that begins with the id of a user, with the name instead. */
  public String in(String text) {
    return database
        .sql(
            """
            select name from users where id = %s
            """
                .formatted(idAtTheBeginningOf(":text")))
        .param("text", text)
        .query(String.class)
        .optional()
        .map(name -> name + text.substring(36))
        .orElse(text);
  }

  /** Without those who are unknown. */
  public Map<UUID, String> of(Collection<UUID> users) {
    return database
        .sql("select id, name from users where id = any(?)")
        .param(users.toArray(UUID[]::new))
        .query((row, index) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
