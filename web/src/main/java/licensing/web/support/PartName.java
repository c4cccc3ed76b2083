package licensing.web.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.reading.search.Part;
import licensing.reading.search.Part.Spot;
import licensing.web.paging.PlaceName;
import licensing.web.support.Choice.NotOffered;

/** Parts of the list in addresses: "after-", the section, and the place it follows on. */
final class PartName {

  private static final Pattern FORM = Pattern.compile("(after|before)-([01])-" + PlaceName.FORM);

  private PartName() {}

  /**
   * @throws NotOffered for what no page of ours leads to
   */
  static Part part(String name) {
    if (name.isEmpty()) {
      return new Part.First();
    }
    Matcher words = FORM.matcher(name);
    if (!words.matches()) {
      throw new NotOffered();
    }
    var spot =
        new Spot(Integer.parseInt(words.group(2)), PlaceName.place(words.group(3), words.group(4)));
    return words.group(1).equals("after") ? new Part.After(spot) : new Part.Before(spot);
  }

  static String of(Part part) {
    return switch (part) {
      case Part.First _ -> "";
      case Part.After(var spot) -> "after-" + text(spot);
      case Part.Before(var spot) -> "before-" + text(spot);
    };
  }

  private static String text(Spot spot) {
    return spot.section() + "-" + PlaceName.of(spot.place());
  }
}
