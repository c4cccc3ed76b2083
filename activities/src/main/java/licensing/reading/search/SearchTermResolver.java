package licensing.reading.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.db.Columns;
import licensing.reading.Pager.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

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

  /** Of a purchase's id, as much as pages show of it, or more. */
  private static final Pattern ID_BEGINS = Pattern.compile("(?:purchase-)?([0-9a-f-]{8,35})");

  private static final int SIGNS_OF_AN_ID = 32;
  private static final int FEWEST_SIGNS_OF_AN_ID = 8;

  /** Three letters and four signs or more: with fewer it would be any key. */
  private static final Pattern KEY_BEGINS =
      Pattern.compile("([A-Z]{3})(\\w{4})(\\w{0,4})(\\w{0,4})(\\w{0,3})");

  /** With fewer a name would be almost any. */
  private static final int FEWEST_SIGNS_OF_A_NAME = 3;

  /** After every text that begins with what stands before it. */
  static final String AFTER_ALL = Character.toString(Character.MAX_CODE_POINT);

  /** Also behind what stands for the others, as on receipts, or as pages here write it. */
  private static final Pattern LAST_DIGITS =
      Pattern.compile("(?:[^\\p{L}\\d]*|[xX* ]+|.* ending in )(\\d{4})");

  static final String MEANINGS =
      """
      select 'PURCHASE' as kind, id, null::uuid as organization from purchases
        where id between cast(:from as uuid) and cast(:to as uuid)
      union select 'PURCHASE', purchase_id, null from payment_attempts
        where platform_reference in (:words, lower(:words))
      union select 'PURCHASE', purchase_id, null from surplus_payments
        where platform_reference in (:words, lower(:words))
      union select 'PURCHASE', purchase_id, null from licenses
        where key ~>=~ :key and key ~<=~ :keyEnd
      union select 'PURCHASE', purchase_id, null from replaced_license_keys
        where key ~>=~ :key and key ~<=~ :keyEnd
      union select 'ORGANIZATION', id, null from organizations
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select 'USER', id, organization_id from users
        where id = cast(:id as uuid) or lower(name) = lower(:words)
      union select case when many then 'COMMON_NAME' else 'USER' end,
          case when not many then id end, case when not many then organization_id end
        from (
          select id, organization_id, count(*) over () > 100 as many from (
            select id, organization_id from users
            where lower(name) ~>=~ lower(:name) and lower(name) ~<~ lower(:nameEnd)
            order by lower(name) using ~<~ limit 101) begins
          where not exists (select from users where lower(name) = lower(:words))) named
      union select case when count(*) > 5000 then 'COMMON_CARD' else 'CARD' end, null, null
        from (select from payment_attempts where right(card, 4) = :digits limit 5001) paid
        having count(*) > 0
      """;

  static final String PAID = "select purchase_id from payment_attempts where right(card, 4) = ?";

  /** Users whose names begin so: from, and to but not with it. */
  static final String USERS_NAMED =
      "select id from users where lower(name) ~>=~ lower(?) and lower(name) ~<~ lower(?)";

  static final String NAMED = "user_id in (%s)".formatted(USERS_NAMED);

  /** No words are no condition; words that name nothing are met by nothing. */
  Condition conditions(String words) {
    return words.isEmpty()
        ? Condition.NONE
        : Condition.any(asked(MEANINGS, words).query((row, index) -> condition(row, words)).list());
  }

  /** What it asks, or how that would be found out. */
  StatementSpec asked(String sql, String words) {
    String id = id(words);
    String key = key(words);
    String name = words.length() < FEWEST_SIGNS_OF_A_NAME ? null : words;
    return database
        .sql(sql)
        .param("words", words)
        .param("id", id, Types.VARCHAR)
        .param("from", first(words), Types.VARCHAR)
        .param("to", last(words), Types.VARCHAR)
        .param("key", key == null ? words : key)
        .param("keyEnd", key == null ? words : key + AFTER_ALL)
        .param("name", name, Types.VARCHAR)
        .param("nameEnd", name == null ? null : name + AFTER_ALL, Types.VARCHAR)
        .param("digits", lastDigits(words));
  }

  /** The first id that is meant; null where none can be. */
  static @Nullable String first(String words) {
    String id = id(words);
    return id == null ? beginning(words, '0') : id;
  }

  /** The last id that is meant; null where none can be. */
  static @Nullable String last(String words) {
    String id = id(words);
    return id == null ? beginning(words, 'f') : id;
  }

  private static @Nullable String id(String words) {
    Matcher id = ID.matcher(words.toLowerCase(Locale.ROOT));
    return id.find() ? id.group() : null;
  }

  /** The first, or the last, of the ids that begin like that; null where none can. */
  private static @Nullable String beginning(String words, char rest) {
    Matcher id = ID_BEGINS.matcher(words.toLowerCase(Locale.ROOT));
    String signs = id.matches() ? id.group(1).replace("-", "") : "";
    return signs.length() < FEWEST_SIGNS_OF_AN_ID || signs.length() > SIGNS_OF_AN_ID
        ? null
        : signs + String.valueOf(rest).repeat(SIGNS_OF_AN_ID - signs.length());
  }

  /** How keys begin that are meant, as they are written; null where no key can be. */
  static @Nullable String key(String words) {
    String signs = words.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    for (Pattern written : List.of(KEY, KEY_BEGINS)) {
      Matcher key = written.matcher(signs);
      if (key.matches()) {
        return key.replaceFirst("$1-$2-$3-$4-$5").replaceFirst("-+$", "");
      }
    }
    return null;
  }

  private static String lastDigits(String words) {
    Matcher digits = LAST_DIGITS.matcher(words);
    return digits.matches() ? digits.group(1) : words;
  }

  private static Condition condition(ResultSet row, String words) throws SQLException {
    Columns columns = new Columns(row);
    String lastDigits = lastDigits(words);
    return switch (Kind.valueOf(columns.text("kind"))) {
      case PURCHASE -> Condition.of("id = ?", columns.uuid("id"));
      case ORGANIZATION -> Condition.of("organization_id = ?", columns.uuid("id"));
      case USER -> user(columns.uuid("organization"), columns.uuid("id"));
      case COMMON_NAME -> Condition.of(NAMED, words, words + AFTER_ALL);
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
    /** So many begin like that that the list itself is walked, until a page is full. */
    COMMON_NAME,
    /** Few enough to look at all that was paid with them. */
    CARD,
    /** So many that the list itself is walked, until a page is full. */
    COMMON_CARD
  }
}
