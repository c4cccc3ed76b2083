package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.UserId;
import licensing.license.License;
import licensing.license.Licenses.ActivationResult;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.Payments.Resolution;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Running purchases hold these texts: a renamed field or type would break them. */
class StoredFormTest {

  private static final PurchaseId PURCHASE = PurchaseId.of("30000000-0000-4000-8000-000000000001");
  private static final License.Key KEY = new License.Key("MIG-1");
  private static final UserId ANN = Fixtures.idOf("ann");
  private static final Instant UNTIL = Instant.parse("2026-03-02T10:00:00Z");
  private static final String AUTHORIZATION_TEXT =
      "{\"reference\":\"ref\",\"authorizedAt\":\"2026-03-01T10:05:00Z\","
          + "\"amount\":\"57.00 USD\",\"card\":\"Visa ending in 1111\"}";

  @ParameterizedTest
  @MethodSource("storedForms")
  void staysAsRunningPurchasesHoldIt(Object value, Class<?> type, String stored) {
    Payload payload = DefaultDataConverter.STANDARD_INSTANCE.toPayload(value).orElseThrow();

    assertThat(payload.getData().toStringUtf8()).isEqualTo(stored);
    assertThat(
            DefaultDataConverter.STANDARD_INSTANCE.<Object>fromPayload(payload, cast(type), type))
        .isEqualTo(value);
  }

  static Stream<Arguments> storedForms() {
    var total = Fixtures.MIGRATION.total(3);
    var authorization = Fixtures.authorization("ref", total);
    return Stream.of(
        Arguments.of(PURCHASE, PurchaseId.class, "\"30000000-0000-4000-8000-000000000001\""),
        Arguments.of(total, total.getClass(), "\"57.00 USD\""),
        Arguments.of(
            Fixtures.BUYER,
            Buyer.class,
            "\"10000000-0000-4000-8000-000000000001/20000000-0000-4000-8000-000000000001\""),
        Arguments.of(
            new PaymentAttempt(PURCHASE, 2, total),
            PaymentAttempt.class,
            "{\"purchase\":\"30000000-0000-4000-8000-000000000001\",\"number\":2,"
                + "\"amount\":\"57.00 USD\"}"),
        Arguments.of(
            new SupportCommand.Propose(
                Fixtures.asked("ann", "so it is", 7),
                MoneyDecision.resolving(new Resolution.Paid("abc"))),
            SupportCommand.class,
            "{\"is\":\"Propose\",\"request\":{\"operator\":\"ann\",\"operatorId\":\""
                + ANN
                + "\",\"reason\":\"so it is\",\"versionSeen\":7},"
                + "\"decision\":{\"action\":\"RESOLVE_UNKNOWN\","
                + "\"resolution\":{\"is\":\"Paid\",\"reference\":\"abc\"}}}"),
        Arguments.of(
            new Rejection(Refusal.CHANGED_SINCE, "the purchase moved on"),
            Rejection.class,
            "{\"refusal\":\"CHANGED_SINCE\",\"words\":\"the purchase moved on\"}"),
        Arguments.of(
            new Authorized(authorization),
            AuthorizationResult.class,
            "{\"is\":\"Authorized\",\"authorization\":" + AUTHORIZATION_TEXT + "}"),
        Arguments.of(
            new AuthorizationResult.Unknown("no answer in time", false),
            AuthorizationResult.class,
            "{\"is\":\"Unknown\",\"reason\":\"no answer in time\",\"needsPerson\":false}"),
        Arguments.of(
            new ActivationResult.Activated(KEY, UNTIL),
            ActivationResult.class,
            "{\"is\":\"Activated\",\"key\":\"MIG-1\",\"until\":\"2026-03-02T10:00:00Z\"}"),
        Arguments.of(new CaptureResult.Captured(), CaptureResult.class, "{\"is\":\"Captured\"}"),
        Arguments.of(
            new PurchaseOutcome.Licensed(KEY, UNTIL, "ref"),
            PurchaseOutcome.class,
            "{\"is\":\"Licensed\",\"license\":\"MIG-1\",\"until\":\"2026-03-02T10:00:00Z\","
                + "\"reference\":\"ref\"}"),
        Arguments.of(
            new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT),
            PurchaseOutcome.class,
            "{\"is\":\"Lapsed\",\"during\":\"AWAIT_PAYMENT\"}"),
        Arguments.of(
            new PurchaseOutcome.GivenBack("closed", ReleaseResult.RELEASED),
            PurchaseOutcome.class,
            "{\"is\":\"GivenBack\",\"reason\":\"closed\",\"how\":\"RELEASED\"}"),
        Arguments.of(
            new PlatformReported("n1", "dispute_opened"),
            PlatformReported.class,
            "{\"notification\":\"n1\",\"kind\":\"dispute_opened\"}"),
        Arguments.of(
            new ReportResult("applied: dispute open", Attention.PLATFORM_REPORT),
            ReportResult.class,
            "{\"words\":\"applied: dispute open\",\"attention\":\"PLATFORM_REPORT\"}"),
        Arguments.of(
            new BulkStart(
                new BulkId(PURCHASE.toString()),
                "ann",
                ANN,
                "back",
                BulkAction.RETRY_NOW,
                new BulkQuestion(
                    "acme",
                    true,
                    Attention.CAPTURE_FAILING,
                    null,
                    false,
                    null,
                    Duration.ofHours(2),
                    null),
                "?q=acme",
                312,
                10),
            BulkStart.class,
            "{\"id\":\"30000000-0000-4000-8000-000000000001\",\"operator\":\"ann\",\"operatorId\":\""
                + ANN
                + "\","
                + "\"reason\":\"back\",\"action\":\"RETRY_NOW\",\"question\":{\"words\":\"acme\","
                + "\"needingPerson\":true,\"attention\":\"CAPTURE_FAILING\",\"step\":null,\"open\":false,\"outcome\":null,"
                + "\"longerAgo\":7200.000000000,\"within\":null},\"address\":\"?q=acme\","
                + "\"confirmed\":312,\"perSecond\":10}"),
        Arguments.of(
            new BulkReport(312, 290, 20, 1, 1),
            BulkReport.class,
            "{\"chosen\":312,\"done\":290,\"refused\":20,\"notAnswered\":1,\"notAsked\":1}"),
        Arguments.of(
            new PurchaseOutcome.EndedBefore(PurchaseOutcome.Kind.LICENSED),
            PurchaseOutcome.class,
            "{\"is\":\"EndedBefore\",\"as\":\"LICENSED\"}"),
        Arguments.of(
            PurchaseOutcome.Kind.GIVEN_BACK, PurchaseOutcome.Kind.class, "\"GIVEN_BACK\""));
  }

  /** Before people were told from their names, histories held the latter alone. */
  @Test
  void readsWhatWasAskedByANameAlone() {
    assertThat(
            read(
                "{\"is\":\"RetryNow\",\"request\":{\"operator\":\"ann\",\"reason\":\"why\",\"versionSeen\":7}}",
                SupportCommand.class))
        .isEqualTo(new SupportCommand.RetryNow(new SupportRequest("ann", null, "why", 7)));
  }

  private static <T> T read(String stored, Class<T> type) {
    Payload payload =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(stored))
            .build();
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, type, type);
  }

  @Test
  void keepsTheWaitsOfARunningPurchase() {
    Optional<Payload> waits = DefaultDataConverter.STANDARD_INSTANCE.toPayload(Timeouts.PRODUCTION);
    assertThat(waits.orElseThrow().getData().toStringUtf8())
        .isEqualTo("[300000,1800000,300000,10000,60000,300000,2000,30000,600000,1800]");

    assertThat(
            DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                waits.orElseThrow(), Timeouts.class, Timeouts.class))
        .isEqualTo(Timeouts.PRODUCTION);
  }

  /** A wait that got lost on the way would be refused there for ever. */
  @ParameterizedTest
  @ValueSource(ints = {7, 60, 2000})
  void keepsShortenedWaits(int divisor) {
    Timeouts shortened = Timeouts.PRODUCTION.shortenedBy(divisor);
    Optional<Payload> waits = DefaultDataConverter.STANDARD_INSTANCE.toPayload(shortened);

    assertThat(
            DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                waits.orElseThrow(), Timeouts.class, Timeouts.class))
        .isEqualTo(shortened);
  }

  /** What each of them is, its place alone tells. */
  @Test
  void readsNoOtherNumberOfWaits() {
    List<Long> waits = Timeouts.PRODUCTION.inMilliseconds();
    List<Long> tooMany = Stream.concat(waits.stream(), Stream.of(1L)).toList();

    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> Timeouts.ofMilliseconds(waits.subList(1, waits.size())));
    assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.ofMilliseconds(tooMany));
  }

  @Test
  void shortensNoWaitToNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.PRODUCTION.shortenedBy(2001));
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> cast(Class<?> type) {
    return (Class<Object>) type;
  }
}
