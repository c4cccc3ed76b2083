package licensing.web.support;

import java.time.Duration;
import java.util.List;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseFigures.Latency;
import licensing.reading.PurchaseFigures.Week;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How things stand: what waits, how many pay, and how long it takes. */
@Controller
class OverviewPage {

  private final PurchaseFigures figures;

  OverviewPage(PurchaseFigures figures) {
    this.figures = figures;
  }

  @GetMapping("/support/overview")
  ModelAndView show() {
    var week = figures.week();
    return new ModelAndView("support/overview")
        .addObject("today", figures.today())
        .addObject("most", PurchaseFigures.MOST)
        .addObject("cut", week.begun() >= PurchaseFigures.MOST_OF_A_WEEK)
        .addObject("funnel", funnel(week))
        .addObject("latencies", latencies(week));
  }

  private static List<Bar> funnel(Week week) {
    return List.of(
        Bar.of("begun", week.begun(), week.begun()),
        Bar.of("confirmed", week.confirmed(), week.begun()),
        Bar.of("paid", week.paid(), week.begun()),
        Bar.of("licensed", week.licensed(), week.begun()));
  }

  private static List<Times> latencies(Week week) {
    return List.of(
        Times.of("paid", week.toPaid()),
        Times.of("license", week.toLicense()),
        Times.of("capture", week.toCapture()));
  }

  /**
   * How far purchases came.
   *
   * @param name the end of its message's key
   * @param share of all that were begun, of a hundred
   */
  record Bar(String name, int count, int share) {

    static Bar of(String name, int count, int all) {
      return new Bar(name, count, all == 0 ? 0 : Math.round(100f * count / all));
    }
  }

  /**
   * How long something took.
   *
   * @param name the end of its message's key
   * @param latency null where nothing came so far
   */
  record Times(String name, @Nullable Latency latency, int half, int most) {

    /** A second, a minute, an hour and a day lie about equally far apart, as places do. */
    private static final double LONGEST = place(Duration.ofDays(1));

    static Times of(String name, @Nullable Latency latency) {
      return latency == null
          ? new Times(name, null, 0, 0)
          : new Times(name, latency, of(latency.half()), of(latency.most()));
    }

    /** Where a time stands on a scale of a hundred. */
    static int of(Duration time) {
      return (int) Math.clamp(Math.round(100 * place(time) / LONGEST), 1L, 100L);
    }

    private static double place(Duration time) {
      return Math.log1p(time.toMillis() / 1000.0);
    }
  }
}
