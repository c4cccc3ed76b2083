package licensing.reading.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what was found.
 *
 * @param before what comes before it; null where the list begins
 * @param after what follows; null where the list ends
 */
public record Findings(
    List<FoundPurchase> purchases, Part.@Nullable Before before, Part.@Nullable After after) {

  public static final Findings NONE = new Findings(List.of(), null, null);
}
