package licensing.reading;

import java.util.List;
import licensing.reading.Stretch.NewerThan;
import licensing.reading.Stretch.OlderThan;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, the newest first.
 *
 * @param newer what comes before; null where the list begins
 * @param older what follows; null where the list ends
 */
public record Excerpt<T>(List<T> entries, @Nullable NewerThan newer, @Nullable OlderThan older) {}
