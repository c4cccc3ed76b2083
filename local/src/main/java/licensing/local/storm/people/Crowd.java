package licensing.local.storm.people;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;

/** Everybody who buys: some at a time, each with one purchase after the other. */
public final class Crowd implements AutoCloseable {

  /** A word that only passwords contain. */
  public static final String CANARY = "canary-of-a-password";

  private static final int AT_ONCE = 12;

  /** Whoever can close does not share an organization with those who go on. */
  private static final int ORGANIZATIONS = 4;

  private final Buyers buyers;
  private final List<Visit> visits;
  private final Duration payingTime;
  private final Consumer<String> closeOrganization;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean closing;

  /**
   * @param console as the buyers reach it
   * @param seed the same one gives the same errands
   * @param payingTime from Subscribe Now to the deadline
   * @param closeOrganization is told the purchase whose organization is to be closed
   */
  public Crowd(
      URI console,
      int purchases,
      long seed,
      Duration payingTime,
      Consumer<String> closeOrganization) {
    this.buyers = new Buyers(console);
    this.visits = drawn(purchases, seed);
    this.payingTime = payingTime;
    this.closeOrganization = closeOrganization;
  }

  /** Who has to be able to log in. */
  public List<DemoUser> people() {
    List<DemoUser> people = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      people.add(person("storm-" + i, "Storm " + i % ORGANIZATIONS));
    }
    visits.stream()
        .filter(visit -> visit.errand() == Errand.ORGANIZATION_CLOSES)
        .forEach(visit -> people.add(closing(visit)));
    return people;
  }

  /** Of anybody who buys here, or helps. */
  public static String passwordOf(String name) {
    return name.equals("support") ? name : name + CANARY;
  }

  /** Returns when everybody is done: each of them gives up in the end. */
  public void shop() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> people = new ArrayList<>();
      for (int person = 0; person < AT_ONCE; person++) {
        String name = "storm-" + person;
        people.add(threads.submit(() -> come(name)));
      }
      for (Future<?> person : people) {
        person.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a buyer does not know what to do", e.getCause());
    }
  }

  /** Nobody comes any more; who is there goes on. */
  public void closeDoors() {
    closing = true;
  }

  /** Of those who came. */
  public List<Visit> visits() {
    return visits.subList(0, Math.min(next.get(), visits.size()));
  }

  /** What the platform gave to pages and for cards, and nobody may keep. */
  public Set<String> secrets() {
    return secrets;
  }

  /** One more of those. */
  public void secret(String secret) {
    secrets.add(secret);
  }

  /** Where their browsers were, and were sent. */
  public Set<String> addresses() {
    return buyers.addresses();
  }

  @Override
  public void close() {
    buyers.close();
  }

  private void come(String name) {
    Buyer regular = buyers.named(name, passwordOf(name));
    for (int i = next.getAndIncrement();
        i < visits.size() && !closing;
        i = next.getAndIncrement()) {
      Visit visit = visits.get(i);
      Buyer buyer = regular;
      if (visit.errand() == Errand.ORGANIZATION_CLOSES) {
        DemoUser person = closing(visit);
        buyer = buyers.named(person.name(), person.password());
      }
      new Shopper(buyer, visit, payingTime, closeOrganization, secrets::add).run();
    }
  }

  private static List<Visit> drawn(int purchases, long seed) {
    Random random = new Random(seed);
    List<Visit> drawn = new ArrayList<>();
    for (int number = 1; number <= purchases; number++) {
      drawn.add(new Visit(number, Errand.drawn(random), random.nextInt(1, 100)));
    }
    return drawn;
  }

  private static DemoUser closing(Visit visit) {
    String name = "storm-closing-" + visit.number();
    return person(name, name);
  }

  private static DemoUser person(String name, String organization) {
    return new DemoUser(name, passwordOf(name), organization, "BUYER");
  }
}
