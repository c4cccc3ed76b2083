package licensing.web.support.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * One of several that may be chosen.
 *
 * @param value as the address names it; empty for what is chosen where it names nothing
 * @param text key of its message
 */
public record FilterOption<T>(String value, String text, @Nullable T meaning) {

  /**
   * What was chosen; null where that means nothing.
   *
   * @throws NotOffered for what no page of ours leads to
   */
  static <T> @Nullable T of(List<FilterOption<T>> choices, String value) {
    return choices.stream()
        .filter(choice -> choice.value.equals(value))
        .findFirst()
        .orElseThrow(NotOffered::new)
        .meaning;
  }

  /** As it is, or empty where it is none of the choices. */
  static <T> String offered(List<FilterOption<T>> choices, String value) {
    return choices.stream().anyMatch(choice -> choice.value.equals(value)) ? value : "";
  }

  /** The address says what its page does not offer. */
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  public static final class NotOffered extends RuntimeException {}
}
