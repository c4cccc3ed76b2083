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

  /** Also within an address, and as workflows and, at the platform, attempts are called. */
  private static final Pattern ID =
      Pattern.compile("(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])");

  /** Three letters and sixteen signs, whatever stands between them. */
  private static final Pattern KEY = Pattern.compile("([A-Z]{3})(\\w{4})(\\w{4})(\\w{4})(\\w{4})");

  /** Also behind what stands for the others, as on receipts, or as pages here write it. */
  private static final Pattern LAST_DIGITS =
      Pattern.compile("(?:[^\\p{L}\\d]*|[xX* ]+|.* ending in )(\\d{4})");

  static final String MEANINGS =
      """
      select 'PURCHASE' as kind, id, null::uuid as organization from purchases
        where id = cast(:id as uuid)
      union select 'PURCHASE', purchase_id, null from payment_attempts
        where platform_reference in (:words, lower(:words))
      union select 'PURCHASE', purchase_id, null from surplus_payments
        where platform_reference in (:words, lower(:words))
      union select 'PURCHASE', purchase_id, null from licenses where key = :key
      union select 'ORGANIZATION', id, null from organizations
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select 'USER', id, organization_id from users
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select case when count(*) > 5000 then 'COMMON_CARD' else 'CARD' end, null, null
        from (select from payment_attempts where right(card, 4) = :digits limit 5001) paid
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
                .param("key", key(words))
                .param("digits", lastDigits(words))
                .query((row, index) -> condition(row, lastDigits(words)))
                .list());
  }

  private static @Nullable String id(String words) {
    Matcher id = ID.matcher(words.toLowerCase(Locale.ROOT));
    return id.find() ? id.group() : null;
  }

  private static String key(String words) {
    String signs = words.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    Matcher key = KEY.matcher(signs);
    return key.matches() ? key.replaceFirst("$1-$2-$3-$4-$5") : words;
  }

  private static String lastDigits(String words) {
    Matcher digits = LAST_DIGITS.matcher(words);
    return digits.matches() ? digits.group(1) : words;
  }

  private static Condition condition(ResultSet row, String lastDigits) throws SQLException {
    Columns columns = new Columns(row);
    return switch (Kind.valueOf(columns.text("kind"))) {
      case PURCHASE -> Condition.of("id = ?", columns.uuid("id"));
      case ORGANIZATION -> Condition.of("organization_id = ?", columns.uuid("id"));
      case USER -> user(columns.uuid("organization"), columns.uuid("id"));
      case CARD -> Condition.of("id = any (array(%s))".formatted(PAID), lastDigits);
      case COMMON_CARD -> Condition.of("id in (%s)".formatted(PAID), lastDigits);
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
