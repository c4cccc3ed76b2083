package licensing.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who come to every {@link ConsolePage} in one language, and what they have bought. Each
 * comes when the first page needs them.
 */
final class Walk {

  /**
   * A purchase whose payment window is open.
   *
   * @param payment the window
   */
  record Shopping(Visitor buyer, Page payment) {}

  private final Visits visits;
  private final String language;
  private final SentPages sent;
  private final Map<String, Visitor> people = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<Planted, String> planted = new EnumMap<>(Planted.class);
  private @Nullable Shopping shopping;
  private @Nullable String paid;

  /**
   * @param language as browsers name it
   * @param sent gets what the console sends
   */
  Walk(Visits visits, String language, SentPages sent) {
    this.visits = visits;
    this.language = language;
    this.sent = sent;
  }

  String language() {
    return language;
  }

  Records records() {
    return visits.records();
  }

  /** Has not logged in. */
  Visitor guest() {
    return people.computeIfAbsent("guest", _ -> stranger());
  }

  /** Has to set up a second step. */
  Visitor newcomerOfSupport() {
    Visitor visitor = people.computeIfAbsent("newcomer of support", _ -> stranger());
    visitor.context().clearCookies();
    visitor.giveName(records().newOperator("SUPPORT"));
    return visitor;
  }

  /** Has set it up, and is asked for a code. */
  Visitor asked() {
    Visitor visitor = people.computeIfAbsent("asked", _ -> stranger());
    visitor.context().clearCookies();
    String name = records().newOperator("SUPPORT");
    visitor.giveName(name);
    visitor.enrol();
    visitor.context().clearCookies();
    visitor.giveName(name);
    return visitor;
  }

  /** Has never bought anything. */
  Visitor newcomer() {
    return buyer("newcomer");
  }

  /** Has what {@link #planted} gives. */
  Visitor owner() {
    return buyer("owner");
  }

  /** Of the owner's organization. */
  Visitor colleague() {
    String owner = name("owner");
    return person(names.computeIfAbsent("colleague", _ -> records().newColleagueOf(owner)));
  }

  /** Owner of an organization, who says what {@link #limited} may order. */
  Visitor keeper() {
    limited();
    return buyer("keeper");
  }

  /** May order for 50.00 USD at once. */
  Visitor limited() {
    String keeper = name("keeper");
    return person(names.computeIfAbsent("limited", _ -> records().newLimitedColleagueOf(keeper)));
  }

  /** One of whom nothing is known yet but what they shall be called here. */
  Visitor buyer(String role) {
    return person(name(role));
  }

  /**
   * One whom the provider signed in, which is away again.
   *
   * @param role "buyer" or "admin"
   */
  Visitor provided(String role) {
    return people.computeIfAbsent(
        "provided " + role, _ -> byTheProvider(role, stranger()::signInWithTheProvider));
  }

  /** What one does whom the provider signs in, while it is there. */
  <T> T byTheProvider(String role, Supplier<T> inTheBrowser) {
    UUID organization = records().organizationOf(name("of the provider"));
    return visits.console().provider().signingIn(role, organization, inTheBrowser);
  }

  /** Proved who they are, but not of late. */
  Visitor absent() {
    Visitor visitor = buyer("absent");
    records().letProofsGrowOld(name("absent"));
    return visitor;
  }

  Visitor support() {
    return operator("SUPPORT");
  }

  Visitor admin() {
    return operator("ADMIN");
  }

  /** The only purchase of the owner in that state; its id. */
  String planted(Planted state) {
    return planted.computeIfAbsent(state, planting("owner")::of);
  }

  /** Plants purchases of that buyer. */
  Planting planting(String role) {
    return new Planting(records(), name(role));
  }

  /** The owner, with a purchase in each state. */
  Visitor ownerOfAll() {
    for (Planted state : Planted.values()) {
      planted(state);
    }
    return owner();
  }

  /** Is about to pay for three licenses. */
  Shopping shopping() {
    if (shopping == null) {
      Buying buying = new Buying(buyer("shopper"));
      buying.subscribe(3);
      shopping = new Shopping(buying.visitor(), buying.goOn());
    }
    return shopping;
  }

  /** Has paid for three licenses, and has nothing else. */
  Visitor customer() {
    paid();
    return buyer("customer");
  }

  /** What the customer has paid for; its id. */
  String paid() {
    if (paid == null) {
      records()
          .change("update users set email = ? where name = ?", mailAddress(), name("customer"));
      Buying buying = new Buying(buyer("customer"));
      String purchase = buying.subscribe(3);
      Page payment = buying.goOn();
      Buying.pay(payment, Buying.GOOD_CARD);
      buying.arriveAtHome(payment);
      records().awaitCapture(purchase);
      planting("customer").machines(purchase);
      paid = purchase;
    }
    return paid;
  }

  /** Of the customer. */
  String mailAddress() {
    return name("customer") + "@example.com";
  }

  /** Where the mails are. */
  String mailbox() {
    return visits.console().mailbox().address();
  }

  /** Has everybody there who is wanted while a program is missing. */
  void settle() {
    newcomer();
    ownerOfAll();
  }

  /** Closes every window: a browser gets slow with very many. What was bought stays. */
  void leave() {
    people.values().forEach(visitor -> visitor.context().close());
    people.clear();
    shopping = null;
  }

  private String name(String role) {
    return names.computeIfAbsent(role, _ -> records().newBuyer());
  }

  private Visitor person(String name) {
    return people.computeIfAbsent(name, _ -> stranger().logIn(name));
  }

  private Visitor operator(String role) {
    return people.computeIfAbsent(
        role, _ -> stranger().logInByTwoSteps(records().newOperator(role)));
  }

  private Visitor stranger() {
    Visitor visitor = visits.visitor(new Browser.NewContextOptions().setLocale(language));
    sent.follow(visitor.context());
    return visitor;
  }
}
