package licensing.bench.ours;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import licensing.bench.Peer;
import licensing.local.LocalStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import licensing.local.buyer.NoAnswer;
import licensing.local.buyer.Page;
import org.jspecify.annotations.Nullable;

/**
 * Its buyers open every page that the purchase leads over: five pages, three forms, and a stream of
 * news. The console names the purchase, so that its id is another one than its buyer's.
 */
public final class OursByPages implements Peer, AutoCloseable {

  private final Buyers buyers;
  private final List<Buyer> people;
  private final Ours process;
  private final Map<UUID, Visit> visits = new ConcurrentHashMap<>();
  private final People turns = new People();

  /**
   * @param process asked for what no page says
   */
  public OursByPages(LocalStack stack, Ours process) {
    buyers = stack.buyers();
    people = People.of(stack).stream().map(buyers::loggedIn).toList();
    this.process = process;
  }

  /** Where somebody is with a purchase. */
  private record Visit(Buyer buyer, String page, @Nullable Page payment, @Nullable Following news) {

    UUID purchase() {
      return UUID.fromString(Buyer.purchaseAt(page));
    }
  }

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public void subscribe(UUID purchase) {
    Buyer buyer = turns.next(people);
    buyer.homepage().shown();
    buyer.browser().get("/licenses/migration").shown();
    visits.put(purchase, new Visit(buyer, buyer.subscribed(3), null, null));
  }

  @Override
  public void confirm(UUID purchase) {
    Visit visit = visit(purchase);
    visit.buyer().continued(visit.page());
  }

  @Override
  public String card(UUID purchase) {
    Visit visit = visit(purchase);
    Page payment = visit.buyer().paymentPage(visit.page());
    visits.put(
        purchase,
        new Visit(visit.buyer(), visit.page(), payment, visit.buyer().follow(visit.page())));
    return visit.buyer().nonce(payment, Card.GOOD);
  }

  @Override
  public void pay(UUID purchase, String nonce) {
    Visit visit = visit(purchase);
    visit.buyer().handIn(Objects.requireNonNull(visit.payment()), nonce).redirect();
  }

  /** A stream that ends is asked for again, as browsers do. */
  @Override
  public void awaitHome(UUID purchase, Duration patience) throws InterruptedException {
    Visit visit = visit(purchase);
    long deadline = System.nanoTime() + patience.toNanos();
    Following news = Objects.requireNonNull(visit.news());
    while (!leadsHome(news, Duration.ofNanos(deadline - System.nanoTime()))) {
      Thread.sleep(news.reconnectTime());
      news = visit.buyer().follow(visit.page());
    }
  }

  private static boolean leadsHome(Following news, Duration patience) {
    try (news) {
      return news.await(News::leadsHome, patience).leadsHome();
    } catch (NoAnswer ended) {
      if (patience.isNegative()) {
        throw ended;
      }
      return false;
    }
  }

  /** What buyers were answered with an error of the server, or not at all. */
  public List<String> errors() {
    return buyers.errors();
  }

  @Override
  public void awaitEnd(UUID purchase, Duration patience) throws Exception {
    process.awaitEnd(visit(purchase).purchase(), patience);
  }

  @Override
  public History history(UUID purchase) {
    return process.history(visit(purchase).purchase());
  }

  @Override
  public void close() {
    buyers.close();
  }

  private Visit visit(UUID purchase) {
    return Objects.requireNonNull(visits.get(purchase), "nobody subscribed it");
  }
}
