package licensing.web.licenses;

import java.util.List;
import java.util.function.Function;
import licensing.reading.Excerpt;
import licensing.reading.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * One list of the page, as far as it is shown.
 *
 * @param newer address of the page with what comes before; null where the list begins
 * @param older address of the page with what follows; null where the list ends
 */
record Leaf<T>(List<T> rows, @Nullable String newer, @Nullable String older) {

  static <E, T> Leaf<T> of(
      Excerpt<E> excerpt, Function<E, T> row, Function<Stretch, String> address) {
    return new Leaf<>(
        excerpt.entries().stream().map(row).toList(),
        excerpt.newer() == null ? null : address.apply(excerpt.newer()),
        excerpt.older() == null ? null : address.apply(excerpt.older()));
  }
}
