package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/**
 * Looks at a page as it is, wide and light, then narrow and dark, then at widths between. axe
 * judges the document once in each language, English where it is wide and Chinese where it is
 * narrow; of English it judges what is painted in both looks.
 */
record Inspection(String language, String name) {

  private static final int WIDE = 1280;
  private static final int NARROW = 360;

  /** Where tables are at their tightest. */
  private static final int[] BETWEEN = {1060, 961, 740};

  /** WCAG 2.2 up to AA, and what is good besides. A tag brings in rules that are else left out. */
  private static final List<String> TAGS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");

  /** What may differ from look to look: colours, sizes, and boxes that scroll. */
  private static final List<String> OF_WHAT_IS_PAINTED =
      List.of("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size");

  /** To send axe again, half a megabyte of it, would take longer than what it does here. */
  private static final String FIND =
      """
      async rules => {
        if (!window.axe) return null;
        const options = {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']};
        const {violations} = await axe.run(document, options);
        return violations
          .map(rule => `${rule.id}: ${rule.help} ${rule.nodes.map(node => node.html)}`);
      }
      """;

  /** What stands in fields that are empty, and does not fit in beside what else is in them. */
  private static final String HINTS_THAT_ARE_CUT_OFF =
      """
      () => [...document.querySelectorAll('input[placeholder]')]
        .filter(field => field.checkVisibility())
        .filter(field => {
          const typed = field.value;
          field.value = field.placeholder;
          const cutOff = field.scrollWidth > field.clientWidth;
          field.value = typed;
          return cutOff;
        })
        .map(field => field.placeholder)
      """;

  void of(Page page) {
    boolean english = language.equals("en");
    page.setViewportSize(WIDE, 800);
    needsNoScrollingSideways(page, "wide");
    if (english) {
      hasNone(found(everything(page)), "wide");
    }
    page.setViewportSize(NARROW, 740);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    needsNoScrollingSideways(page, "narrow");
    assertThat((List<?>) page.evaluate(HINTS_THAT_ARE_CUT_OFF))
        .as("%s in %s, narrow: hints that are cut off", name, language)
        .isEmpty();
    hasNone(english ? foundOfWhatIsPainted(page) : found(everything(page)), "narrow");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    for (int width : BETWEEN) {
      page.setViewportSize(width, 800);
      needsNoScrollingSideways(page, width + " px");
    }
    page.setViewportSize(WIDE, 800);
  }

  private void needsNoScrollingSideways(Page page, String how) {
    assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("%s in %s, %s: what must be scrolled to sideways", name, language, how)
        .isLessThanOrEqualTo(0);
  }

  private void hasNone(List<?> found, String how) {
    assertThat(found).as("%s in %s, %s", name, language, how).isEmpty();
  }

  private static List<?> found(AxeBuilder axe) {
    return axe.analyze().getViolations().stream().map(Inspection::sentence).toList();
  }

  /** By the axe that is in the document already, unless that is another one by now. */
  private static List<?> foundOfWhatIsPainted(Page page) {
    return page.evaluate(FIND, OF_WHAT_IS_PAINTED) instanceof List<?> found
        ? found
        : found(axe(page).withRules(OF_WHAT_IS_PAINTED));
  }

  private static AxeBuilder everything(Page page) {
    return axe(page).withTags(TAGS);
  }

  private static AxeBuilder axe(Page page) {
    AxeRunOptions violationsOnly = new AxeRunOptions();
    violationsOnly.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(violationsOnly).setLegacyMode(true);
  }

  private static String sentence(Rule rule) {
    return "%s: %s %s"
        .formatted(
            rule.getId(),
            rule.getHelp(),
            rule.getNodes().stream().map(node -> node.getHtml()).toList());
  }
}
