package licensing.reading.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.db.Columns;
import licensing.reading.Pager.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out what the words of a search name before any list is read, so that each list is read by
 * the index that fits.
 */
record SearchTermResolver(JdbcClient database) {

  /** Also as workflows and, at the platform, payment attempts are called. */
  private static final Pattern ID =
      Pattern.compile("(?:purchase-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\\d+)?");

  static final String MEANINGS =
      """
      select 'PURCHASE' as kind, id, null::uuid as organization from purchases
        where id = cast(:id as uuid)
      union select 'PURCHASE', purchase_id, null from payment_attempts
        where platform_reference = :words
      union select 'PURCHASE', purchase_id, null from surplus_payments
        where platform_reference = :words
      union select 'PURCHASE', purchase_id, null from licenses where key in (:words, upper(:words))
      union select 'ORGANIZATION', id, null from organizations
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select 'USER', id, organization_id from users
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select case when count(*) > 5000 then 'COMMON_CARD' else 'CARD' end, null, null
        from (select from payment_attempts where right(card, 4) = :words limit 5001) paid
        having count(*) > 0
      """;

  static final String PAID = "select purchase_id from payment_attempts where right(card, 4) = ?";

  /** No words are no condition; words that name nothing are met by nothing. */
  Condition conditions(String words) {
    return words.isEmpty()
        ? Condition.NONE
        : Condition.any(
            database
                .sql(MEANINGS)
                .param("words", words)
                .param("id", id(words), Types.VARCHAR)
                .query((row, index) -> condition(row, words))
                .list());
  }

  private static @Nullable String id(String words) {
    Matcher id = ID.matcher(words.toLowerCase(Locale.ROOT));
    return id.matches() ? id.group(1) : null;
  }

  private static Condition condition(ResultSet row, String words) throws SQLException {
    Columns columns = new Columns(row);
    return switch (Kind.valueOf(columns.text("kind"))) {
      case PURCHASE -> Condition.of("id = ?", columns.uuid("id"));
      case ORGANIZATION -> Condition.of("organization_id = ?", columns.uuid("id"));
      case USER -> user(columns.uuid("organization"), columns.uuid("id"));
      case CARD -> Condition.of("id = any (array(%s))".formatted(PAID), words);
      case COMMON_CARD -> Condition.of("id in (%s)".formatted(PAID), words);
    };
  }

  /** Purchases are indexed by organization alone, which is enough to find one buyer's. */
  private static Condition user(UUID organization, UUID user) {
    return Condition.of("(organization_id = ? and user_id = ?)", organization, user);
  }

  private enum Kind {
    PURCHASE,
    ORGANIZATION,
    USER,
    /** Few enough to look at all that was paid with them. */
    CARD,
    /** So many that the list itself is walked, until a page is full. */
    COMMON_CARD
  }
}
