package licensing.web.support.list;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an address asks of a list: what no page of ours leads to is left out. */
public final class ListParams {

  private static final int LONGEST = 200;

  private ListParams() {}

  /** What was typed into a search box, as PostgreSQL takes it. */
  public static String words(@Nullable String typed) {
    String words = typed == null ? "" : typed.strip();
    return words.substring(0, Math.min(LONGEST, words.length())).replace("\0", "");
  }

  /** As an address has it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public static <E extends Enum<E>> Optional<E> known(Class<E> type, @Nullable String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> word(each).equals(word))
        .findFirst();
  }
}
