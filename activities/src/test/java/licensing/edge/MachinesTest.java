package licensing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import licensing.edge.Machines.AlreadyActivated;
import licensing.edge.Machines.Machine;
import licensing.license.License;
import licensing.license.Licenses;
import licensing.license.Licenses.ActivationResult.Activated;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.reading.KeyedLicenses;
import licensing.reading.OwnedLicenses.State;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The places of a license for three. */
@OnRealParts
class MachinesTest {

  private final Machines machines;
  private final Licenses licenses;
  private final KeyedLicenses keyed;
  private final Fixture fixture;
  private final JdbcClient database;
  private final TransactionOperations transaction;

  private Subscription bought;
  private PurchaseId license;
  private License.Key key;

  MachinesTest(
      Machines machines,
      Licenses licenses,
      KeyedLicenses keyed,
      Fixture fixture,
      JdbcClient database,
      TransactionOperations transaction) {
    this.machines = machines;
    this.licenses = licenses;
    this.keyed = keyed;
    this.fixture = fixture;
    this.database = database;
    this.transaction = transaction;
  }

  @BeforeEach
  void buy() {
    bought = fixture.recorded();
    license = bought.purchase();
    key = ((Activated) licenses.activate(bought, paid())).key();
  }

  @RepeatedTest(5)
  void ofManyAtOnceAsManyGetAPlaceAsWereBought() {
    List<Optional<Machine>> results = race(30, place -> () -> activate("machine-" + place));

    assertThat(results.stream().flatMap(Optional::stream)).hasSize(3);
    assertThat(machines.of(license)).hasSize(3);
    assertThat(counted()).isEqualTo(3);
  }

  @RepeatedTest(5)
  void whoComesAndGoesAtOnceIsCountedRight() {
    activate("a");
    activate("b");

    race(
        24,
        place ->
            switch (place % 4) {
              case 0 -> () -> machines.release(license, "a");
              case 1 -> () -> activated("a");
              case 2 -> () -> machines.release(license, "b");
              default -> () -> activated("other-" + place);
            });

    assertThat(counted()).isEqualTo(machines.of(license).size()).isLessThanOrEqualTo(3);
  }

  @Test
  void aMachineHasOnePlace() {
    activate("a");

    assertThatThrownBy(() -> activate("a")).isInstanceOf(AlreadyActivated.class);
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void aReleasedPlaceIsFree() {
    List.of("a", "b", "c").forEach(this::activate);
    assertThat(activate("d")).isEmpty();

    Machine released = machines.find(license, "b").orElseThrow();
    assertThat(machines.release(license, released.id().toString())).isTrue();
    assertThat(machines.release(license, "b")).isFalse();

    assertThat(activate("d")).isPresent();
    assertThat(machines.of(license)).extracting(Machine::fingerprint).containsOnly("a", "c", "d");
  }

  @Test
  void isOfItsLicenseAlone() {
    Machine machine = activate("a").orElseThrow();
    PurchaseId other = fixture.recorded().purchase();

    assertThat(machines.find(other, "a")).isEmpty();
    assertThat(machines.see(other, machine.id().toString())).isEmpty();
    assertThat(machines.release(other, machine.id().toString())).isFalse();
    assertThat(machines.find(license, "a")).contains(machine);
  }

  /** Else it and whoever takes the place again could wait for each other. */
  @Test
  void whoReleasesAPlaceWaitsForTheLicenseFirst() {
    activate("a");

    CompletableFuture<Boolean> release =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  database
                      .sql("select 1 from licenses where purchase_id = ? for no key update")
                      .param(license.value())
                      .query(Integer.class)
                      .single();
                  var waiting = CompletableFuture.supplyAsync(() -> machines.release(license, "a"));
                  awaitSomebodyBehindUs();
                  assertThatThrownBy(() -> activate("a")).isInstanceOf(AlreadyActivated.class);
                  status.setRollbackOnly();
                  return waiting;
                }));

    assertThat(release.join()).isTrue();
  }

  private void awaitSomebodyBehindUs() {
    await()
        .pollInSameThread()
        .until(
            () ->
                database
                    .sql(
                        """
                        select exists (select from pg_locks
                          where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))
                        """)
                    .query(Boolean.class)
                    .single());
  }

  @Test
  void isSeen() {
    Machine machine = activate("a").orElseThrow();

    assertThat(machines.see(license, "a").orElseThrow().seenAt()).isAfter(machine.seenAt());
  }

  @Test
  void aLicenseThatDoesNotWorkGivesNoPlaces() {
    licenses.suspend(license, "the money is gone");
    assertThat(activate("a")).isEmpty();
    assertThat(keyed.of(key).orElseThrow().state()).isEqualTo(State.SUSPENDED);
    database
        .sql(
            """
            update licenses set suspended_at = null, starts_at = now() - interval '2 days',
              ends_at = now() - interval '1 second' where purchase_id = ?
            """)
        .param(license.value())
        .update();
    assertThat(activate("a")).isEmpty();
    assertThat(keyed.of(key).orElseThrow().state()).isEqualTo(State.EXPIRED);
  }

  private Authorization paid() {
    return new Authorization("ref1", Instant.now(), bought.total(), "Visa ending in 1111");
  }

  private int counted() {
    assertThat(keyed.of(license, bought.buyer().organization())).isEqualTo(keyed.of(key));
    return keyed.of(key).orElseThrow().machines();
  }

  private Optional<Machine> activate(String fingerprint) {
    return machines.activate(license, fingerprint, "of a test", "linux");
  }

  private boolean activated(String fingerprint) {
    try {
      return activate(fingerprint).isPresent();
    } catch (AlreadyActivated e) {
      return false;
    }
  }

  private interface Runner<T> {
    Callable<T> of(int place);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> List<T> race(int runners, Runner<T> runner) {
    Callable[] all = IntStream.range(0, runners).mapToObj(runner::of).toArray(Callable[]::new);
    return Race.between((Callable<T>[]) all);
  }
}
