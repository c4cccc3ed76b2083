package licensing.local.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One person's browser, with what it complained of and what it sent. */
final class Visitor {

  private static final String TELL_VIOLATIONS =
      "addEventListener('securitypolicyviolation', event => console.error('violation of '"
          + " + event.violatedDirective + ' by ' + event.blockedURI + ' on ' + location.href));";

  /**
   * @param body what was sent beside the address; empty without any
   */
  record Sent(String url, String body) {}

  private final RunningConsole console;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> known = new ArrayList<>();

  Visitor(RunningConsole console, BrowserContext context) {
    this.console = console;
    this.context = context;
    context.addInitScript(TELL_VIOLATIONS);
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> complaints.add(error.error()));
    context.onRequest(request -> sent.add(sent(request)));
    context.setDefaultTimeout(RunningConsole.PATIENCE.toMillis());
    page = context.newPage();
  }

  BrowserContext context() {
    return context;
  }

  /** The window that was there first. */
  Page page() {
    return page;
  }

  /** Errors of scripts and violations of a page's policy, in any window. */
  List<String> complaints() {
    return complaints.stream()
        .filter(complaint -> known.stream().noneMatch(complaint::contains))
        .toList();
  }

  /** What is a fault of others, and without an effect. */
  void mayComplainOf(String words) {
    known.add(words);
  }

  /** What else stands in the browser's console as an error, such as a file that is missing. */
  List<String> errors() {
    return errors;
  }

  List<Sent> sent() {
    return sent;
  }

  String home() {
    return console.address() + "/";
  }

  /** Opens an address of the console and gives the answer's status. */
  int open(String path) {
    return page.navigate(console.address() + path).status();
  }

  /** The window that was there first, at an address of the console. */
  Page at(String path) {
    open(path);
    return page;
  }

  Visitor logIn(String name) {
    giveName(name);
    page.waitForURL(home());
    return this;
  }

  /** The first step of a login. The password of everybody here is the name. */
  void giveName(String name) {
    open("/login");
    page.locator("#username").fill(name);
    page.locator("#password").fill(name);
    page.locator("main button[type=submit]").click();
  }

  /** The second step of somebody's first login, up to the codes for recovery. */
  Page enrol() {
    String secret = page.locator("#secret").textContent().replace(" ", "");
    page.locator("#code").fill(SecondFactor.codeOf(secret));
    page.locator("main button[type=submit]").click();
    page.locator(".codes").waitFor();
    return page;
  }

  /** For the first time, as one who acts for others has to. */
  Visitor logInByTwoSteps(String name) {
    giveName(name);
    enrol().locator("main .actions a").click();
    page.waitForURL(home());
    return this;
  }

  Visitor signInWithTheProvider() {
    open("/login");
    page.locator("a[href='/oauth2/authorization/provider']").click();
    page.waitForURL(home());
    return this;
  }

  private void hear(ConsoleMessage message) {
    if (message.text().contains("violation of") || message.text().contains("Security Policy")) {
      complaints.add(message.text());
    } else if (message.type().equals("error")) {
      errors.add(message.text());
    }
  }

  private static Sent sent(Request request) {
    return new Sent(request.url(), Optional.ofNullable(request.postData()).orElse(""));
  }
}
