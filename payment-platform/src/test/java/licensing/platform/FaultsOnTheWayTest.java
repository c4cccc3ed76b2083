package licensing.platform;

import static licensing.platform.GatewayContract.byOrder;
import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.refused;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.Status;
import com.braintreegateway.exceptions.BraintreeException;
import com.braintreegateway.exceptions.RequestTimeoutException;
import com.braintreegateway.exceptions.ServerException;
import com.braintreegateway.exceptions.ServiceUnavailableException;
import com.braintreegateway.exceptions.TimeoutException;
import com.braintreegateway.exceptions.TooManyRequestsException;
import com.braintreegateway.exceptions.UnexpectedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Fault.Effect;
import licensing.platform.fault.Fault.Field;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Plan;
import licensing.platform.fault.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the SDK makes of each fault, and what is true in the ledger afterwards. */
class FaultsOnTheWayTest {
  private static final Map<Integer, Class<? extends BraintreeException>> EXCEPTIONS =
      Map.of(
          408, RequestTimeoutException.class,
          429, TooManyRequestsException.class,
          500, ServerException.class,
          502, UnexpectedException.class,
          503, ServiceUnavailableException.class);

  @RegisterExtension PlatformRunning running = new PlatformRunning();

  private final String order = order();

  @Test
  void aSaleIsMadeWhereTheAnswerIsLost() {
    arm(Operation.SALE, new Fault.AnswerLost());
    assertThatThrownBy(this::sell).isInstanceOf(UnexpectedException.class);
    assertThat(statuses()).containsExactly(Status.AUTHORIZED);
  }

  @Test
  void nothingIsMadeWhereTheConnectionIsDroppedBefore() {
    arm(Operation.SALE, new Fault.Dropped());
    assertThatThrownBy(this::sell).isInstanceOf(UnexpectedException.class);
    assertThat(statuses()).isEmpty();
  }

  @Test
  void theJdkRepeatsAVoidThatWasDropped() {
    Transaction sale = made(sell());
    arm(Operation.VOID, new Fault.Dropped());
    made(running.gateway().transaction().voidTransaction(sale.getId()));
    assertThat(running.control().injected()).containsExactly("void dropped 1");
  }

  @Test
  void theJdkRepeatsAVoidWhoseAnswerWasLostAndIsToldThatItCannotBe() {
    Transaction sale = made(sell());
    arm(Operation.VOID, new Fault.AnswerLost());
    var again = running.gateway().transaction().voidTransaction(sale.getId());
    assertThat(GatewayContract.codes(again)).containsExactly("91504");
    assertThat(statuses()).containsExactly(Status.VOIDED);
  }

  @Test
  void aSaleIsMadeWhereTheAnswerIsCutShort() {
    arm(Operation.SALE, new Fault.AnswerCutShort());
    assertThatThrownBy(this::sell).isInstanceOf(UnexpectedException.class);
    assertThat(statuses()).containsExactly(Status.AUTHORIZED);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorsStatusSaysNothingOfTheEffect(Effect effect) {
    EXCEPTIONS.forEach(
        (code, exception) -> {
          String itsOrder = order();
          arm(Operation.SALE, new Fault.Status(code, effect));
          assertThatThrownBy(() -> running.gateway().transaction().sale(sale("19.00", itsOrder)))
              .as("%s", code)
              .isInstanceOf(exception);
          assertThat(running.gateway().transaction().search(byOrder(itsOrder)).getMaximumSize())
              .as("%s", code)
              .isEqualTo(effect == Effect.DONE ? 1 : 0);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aPageWithStatus200LooksLikeSuccessWithoutATransaction(Effect effect) {
    arm(Operation.SALE, new Fault.Html(effect));
    Transaction nothing = made(sell());
    assertThat(nothing.getId()).isNull();
    assertThat(statuses()).hasSize(effect == Effect.DONE ? 1 : 0);
  }

  @Test
  void aSlowAnswerIsWaitedForOrTimesOutWithTheEffectDone() {
    arm(Operation.SALE, new Fault.AnswerSlow(Duration.ofMillis(300)));
    assertThat(made(sell()).getStatus()).isEqualTo(Status.AUTHORIZED);
    arm(Operation.SALE, new Fault.AnswerSlow(Duration.ofMinutes(1)));
    String other = order();
    assertThatThrownBy(() -> impatient().transaction().sale(sale("19.00", other)))
        .isInstanceOf(TimeoutException.class);
    assertThat(running.gateway().transaction().search(byOrder(other))).hasSize(1);
  }

  @Test
  void aLateEffectComesWhenNobodyWaitsForItAnyMore() throws InterruptedException {
    arm(Operation.SALE, new Fault.EffectLate(Duration.ofSeconds(2)));
    assertThatThrownBy(() -> impatient().transaction().sale(sale("19.00", order)))
        .isInstanceOf(TimeoutException.class);
    assertThat(statuses()).as("before the effect").isEmpty();
    for (long end = System.nanoTime() + 10_000_000_000L; statuses().isEmpty(); Thread.sleep(20)) {
      assertThat(System.nanoTime()).as("it has to come").isLessThan(end);
    }
    assertThat(statuses()).containsExactly(Status.AUTHORIZED);
  }

  @Test
  void aLateEffectDoesNotKeepThePlatformFromStopping() throws Exception {
    arm(Operation.SALE, new Fault.EffectLate(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> impatient().transaction().sale(sale("19.00", order)))
        .isInstanceOf(TimeoutException.class);
    running.restart();
    assertThat(statuses()).as("what was under way is done first").hasSize(1);
  }

  @Test
  void oneFieldOfTheAnswerCanBeWrong() {
    arm(Operation.SALE, new Fault.Wrong(Field.AMOUNT));
    assertThat(made(sell()).getAmount()).isEqualByComparingTo("0.01");
    arm(Operation.FIND, new Fault.Wrong(Field.CURRENCY));
    String id = only().getId();
    Transaction found = running.gateway().transaction().find(id);
    assertThat(found.getCurrencyIsoCode()).isEqualTo("XTS");
    assertThat(found.getAmount()).isEqualByComparingTo("19.00");
    arm(Operation.FIND, new Fault.Wrong(Field.ORDER_ID));
    assertThat(running.gateway().transaction().find(id).getOrderId()).isEqualTo("another-order");
    assertThat(running.gateway().transaction().find(id).getOrderId()).isEqualTo(order);
  }

  @Test
  void aSaleIsDeclinedWithTheCodeOfOnesChoice() {
    arm(Operation.SALE, new Fault.Declined("2004"));
    Transaction declined = refused(sell());
    assertThat(declined.getProcessorResponseCode()).isEqualTo("2004");
    assertThat(declined.getProcessorResponseText()).isEqualTo("Expired Card");
    assertThat(statuses()).containsExactly(Status.PROCESSOR_DECLINED);
  }

  @Test
  void aSearchCanLagBehind() {
    made(sell());
    arm(Operation.SEARCH, new Fault.SearchLags(Duration.ofMinutes(1)));
    assertThat(statuses()).as("too young").isEmpty();
    assertThat(statuses()).as("the next search").hasSize(1);
    running.clock().advance(Duration.ofMinutes(2));
    arm(Operation.SEARCH, new Fault.SearchLags(Duration.ofMinutes(1)));
    assertThat(statuses()).as("old enough").hasSize(1);
  }

  @Test
  void aSearchCanFindASecondSaleThatIsReal() {
    Transaction sale = made(sell());
    arm(Operation.SEARCH, new Fault.SearchFindsTwo());
    assertThat(statuses()).containsExactly(Status.AUTHORIZED, Status.AUTHORIZED);
    for (Transaction found : running.gateway().transaction().search(byOrder(order))) {
      if (!found.getId().equals(sale.getId())) {
        made(running.gateway().transaction().voidTransaction(found.getId()));
      }
    }
    assertThat(statuses()).containsExactlyInAnyOrder(Status.AUTHORIZED, Status.VOIDED);
  }

  @Test
  void nonceAndTokenCallsGoWrongToo() {
    for (Operation operation : List.of(Operation.FIND_NONCE, Operation.CLIENT_TOKEN)) {
      arm(operation, new Fault.Status(503, Effect.NONE));
    }
    assertThatThrownBy(() -> running.gateway().paymentMethodNonce().find("fake-valid-nonce"))
        .isInstanceOf(ServiceUnavailableException.class);
    assertThatThrownBy(() -> running.gateway().clientToken().generate())
        .isInstanceOf(ServiceUnavailableException.class);
  }

  private void arm(Operation operation, Fault fault) {
    running.platform().faults().arm(new Plan(fault, operation, null, new Trigger.Next(1)));
  }

  private Result<Transaction> sell() {
    return running.gateway().transaction().sale(sale("19.00", order));
  }

  private BraintreeGateway impatient() {
    BraintreeGateway gateway = running.gateway();
    gateway.getConfiguration().setTimeout(500);
    return gateway;
  }

  private Transaction only() {
    return running.gateway().transaction().search(byOrder(order)).getFirst();
  }

  private List<Status> statuses() {
    var hits = running.gateway().transaction().search(byOrder(order));
    return java.util.stream.StreamSupport.stream(hits.spliterator(), false)
        .map(Transaction::getStatus)
        .toList();
  }
}
