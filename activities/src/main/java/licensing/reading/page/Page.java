package licensing.reading.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param previous what comes before; null where the list begins
 * @param next what follows; null where the list ends
 */
public record Page<T>(List<T> entries, @Nullable Cursor previous, @Nullable Cursor next) {}
