package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.exceptions.ServiceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Fault.Effect;
import licensing.platform.fault.Faults;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Plan;
import licensing.platform.fault.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which calls have an armed fault. */
class FaultsTest {
  private static final Fault DOWN = new Fault.Status(503, Effect.NONE);

  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @Test
  void theNextCallsHaveItAndNoMore() {
    arm(Operation.SALE, null, new Trigger.Next(2));
    assertThat(outcomes(4)).containsExactly(false, false, true, true);
    assertThat(faults().armed()).isEmpty();
  }

  @Test
  void otherOrdersDoNotHaveIt() {
    String order = order();
    arm(Operation.SALE, order, new Trigger.Next(1));
    assertThat(outcomes(2)).containsExactly(true, true);
    assertThat(sells(order)).isFalse();
  }

  @Test
  void callsAboutATransactionAreCallsAboutItsOrder() {
    String order = order();
    String id = made(running.gateway().transaction().sale(sale("19.00", order))).getId();
    String other = made(running.gateway().transaction().sale(sale("19.00", order()))).getId();
    for (Operation operation : List.of(Operation.FIND, Operation.VOID, Operation.SEARCH)) {
      arm(operation, order, new Trigger.Next(1));
    }
    var transactions = running.gateway().transaction();
    transactions.find(other);
    transactions.voidTransaction(other);
    assertThatThrownBy(() -> transactions.find(id)).isInstanceOf(ServiceUnavailableException.class);
    assertThatThrownBy(() -> transactions.voidTransaction(id))
        .isInstanceOf(ServiceUnavailableException.class);
    assertThatThrownBy(() -> transactions.search(GatewayContract.byOrder(order)))
        .isInstanceOf(ServiceUnavailableException.class);
  }

  @Test
  void aChanceGivesTheSameFaultsForTheSameSeed() {
    List<Boolean> first = withSeed(7);
    assertThat(first).contains(true, false);
    assertThat(withSeed(7)).isEqualTo(first);
    assertThat(withSeed(8)).isNotEqualTo(first);
  }

  @Test
  void theFirstArmedWins() {
    arm(Operation.SALE, null, new Trigger.Next(1));
    faults().arm(new Plan(new Fault.Declined("2001"), Operation.SALE, null, new Trigger.Next(1)));
    assertThat(outcomes(2)).as("503, then declined").containsExactly(false, false);
    assertThat(counted())
        .containsExactly("sale declined 2001 1", "sale status 503 before the effect 1");
  }

  @Test
  void withoutAnOperationItConcernsAllThatItCan() {
    arm(null, null, new Trigger.Next(2));
    assertThatThrownBy(() -> running.gateway().clientToken().generate())
        .isInstanceOf(ServiceUnavailableException.class);
    assertThat(outcomes(2)).containsExactly(false, true);
  }

  @Test
  void aDisarmedOneDoesNotHappen() {
    long id = arm(Operation.SALE, null, new Trigger.Next(1));
    assertThat(faults().disarm(id)).isTrue();
    assertThat(faults().disarm(id)).isFalse();
    arm(Operation.SALE, null, new Trigger.Next(1));
    faults().reset();
    assertThat(outcomes(1)).containsExactly(true);
  }

  @Test
  void aFaultIsNotArmedForWhatItCannotConcern() {
    assertThatThrownBy(
            () ->
                new Plan(
                    new Fault.SearchLags(java.time.Duration.ZERO),
                    Operation.SALE,
                    null,
                    new Trigger.Next(1)))
        .hasMessageContaining("search lags");
    assertThatThrownBy(() -> new Plan(DOWN, Operation.WEBHOOK, null, new Trigger.Next(1)))
        .hasMessageContaining("webhook");
  }

  @Test
  void pagesAndTestingCallsGoOnWhileAllElseFails() {
    arm(null, null, new Trigger.Chance(1, 0));
    assertThat(running.wire().get("/health").statusCode()).isEqualTo(200);
    assertThat(running.wire().get("/").statusCode()).isEqualTo(200);
    assertThat(running.wire().get("/control/faults").statusCode()).isEqualTo(200);
    assertThat(counted()).isEmpty();
  }

  private long arm(@Nullable Operation operation, @Nullable String order, Trigger trigger) {
    return faults().arm(new Plan(DOWN, operation, order, trigger));
  }

  private List<Boolean> withSeed(long seed) {
    faults().reset();
    arm(Operation.SALE, null, new Trigger.Chance(0.5, seed));
    return outcomes(20);
  }

  private List<Boolean> outcomes(int sales) {
    List<Boolean> outcomes = new ArrayList<>();
    for (int i = 0; i < sales; i++) {
      outcomes.add(sells(order()));
    }
    return outcomes;
  }

  private boolean sells(String order) {
    try {
      return running.gateway().transaction().sale(sale("19.00", order)).isSuccess();
    } catch (ServiceUnavailableException down) {
      return false;
    }
  }

  private Faults faults() {
    return running.platform().faults();
  }

  private List<String> counted() {
    return running.control().injected();
  }
}
