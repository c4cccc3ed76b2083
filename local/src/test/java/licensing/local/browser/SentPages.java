package licensing.local.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages as the console sent them, before a script or the browser's own mending has changed them.
 *
 * @param folder where they are kept
 * @param answers to whoever is followed, the last one last
 */
record SentPages(Path folder, List<Response> answers) {

  SentPages(Path folder) {
    this(folder, new ArrayList<>());
  }

  /** What a redirect leads to counts, and what says that the page before it stays does not. */
  void follow(BrowserContext context) {
    context.onResponse(
        response -> {
          boolean leadsOn = response.status() / 100 == 3 || response.status() == 204;
          if (response.request().isNavigationRequest() && !leadsOn) {
            answers.add(response);
          }
        });
  }

  /** Keeps what a window shows, whether it was asked for or is the answer to a form. */
  void keep(String name, Page page) {
    Response sent =
        answers.reversed().stream()
            .filter(answer -> answer.frame().equals(page.mainFrame()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing was sent of " + page.url()));
    try {
      Files.write(folder.resolve(name + ".html"), sent.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
