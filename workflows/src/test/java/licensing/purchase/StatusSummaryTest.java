package licensing.purchase;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import licensing.purchase.status.StatusSummary.NextStep;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSummaryTest {

  private static final Instant DEADLINE = Instant.parse("2026-01-01T00:30:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "zh-CN"})
  void hasWordsForEveryStateInEveryLanguage(String language) {
    ResourceBundle words =
        ResourceBundle.getBundle(StatusSummary.MESSAGES, Locale.forLanguageTag(language));

    assertThat(words.getLocale().toLanguageTag()).isEqualTo(language.isEmpty() ? "und" : language);
    everyState()
        .map(StatusSummary::of)
        .forEach(
            summary -> {
              assertThat(words.getString("status." + summary.status())).isNotBlank();
              assertThat(words.getString("why." + summary.why())).isNotBlank();
              assertThat(words.getString("next." + summary.next())).isNotBlank();
            });
  }

  @Test
  void saysWhatTroublesItRatherThanWhereItIs() {
    assertThat(everyState())
        .allSatisfy(
            it ->
                assertThat(StatusSummary.of(it).why())
                    .isEqualTo(
                        it.attention() == null
                            ? PurchaseStatus.of(it).name()
                            : it.attention().name()));
  }

  @Test
  void leavesNoSituationAndNoNextStepWithoutAWayToIt() {
    List<StatusSummary> all = everyState().map(StatusSummary::of).toList();

    assertThat(all.stream().map(StatusSummary::status).collect(toSet()))
        .containsExactlyInAnyOrder(PurchaseStatus.values());
    assertThat(all.stream().map(StatusSummary::next).collect(toSet()))
        .containsExactlyInAnyOrder(NextStep.values());
    assertThat(all.stream().flatMap(it -> it.actions().stream()).collect(toSet()))
        .containsExactlyInAnyOrder(SupportCommand.Action.values());
  }

  @Test
  void saysNothingMoreOnlyOfWhatHasEnded() {
    assertThat(everyState().filter(it -> StatusSummary.of(it).next() == NextStep.NOTHING))
        .isNotEmpty()
        .noneMatch(PurchaseState::isOpen)
        .allMatch(it -> it.attention() == null);
  }

  @Test
  void neverOffersToGiveBackWhatWasDelivered() {
    assertThat(everyState().filter(PurchaseState::delivered).map(StatusSummary::of))
        .isNotEmpty()
        .noneMatch(it -> it.allows(SupportCommand.Action.GIVE_BACK_AND_END));
  }

  @Test
  void namesADeadlineOnlyWhileThePurchaseIsOpen() {
    assertThat(everyState().filter(it -> StatusSummary.of(it).deadline() != null))
        .isNotEmpty()
        .allMatch(PurchaseState::isOpen);
  }

  /** More than can come about, and so all that can. */
  private static Stream<PurchaseState> everyState() {
    List<PurchaseState> all = new ArrayList<>();
    for (PurchaseStep step : PurchaseStep.values()) {
      for (PaymentAttempt.State payment : orNull(PaymentAttempt.State.values())) {
        for (Attention attention : orNull(Attention.values())) {
          for (Set<String> facts :
              everyMixOf("troubled", "delivered", "abandoned", "suspended", "gone")) {
            for (PurchaseOutcome.Kind outcome : outcomes(step)) {
              all.add(
                  new PurchaseState(
                      step,
                      payment,
                      facts.contains("delivered"),
                      facts.contains("abandoned"),
                      facts.contains("suspended"),
                      facts.contains("gone"),
                      attention != null && !attention.isLasting()
                          ? attention
                          : facts.contains("troubled") ? Attention.CAPTURE_FAILING : null,
                      attention,
                      outcome,
                      DEADLINE));
            }
          }
        }
      }
    }
    return all.stream();
  }

  private static List<PurchaseOutcome.Kind> outcomes(PurchaseStep step) {
    return step == PurchaseStep.ENDED
        ? List.of(PurchaseOutcome.Kind.values())
        : Collections.singletonList(null);
  }

  private static <T> List<T> orNull(T[] values) {
    List<T> all = new ArrayList<>(Arrays.asList(values));
    all.add(null);
    return all;
  }

  private static List<Set<String>> everyMixOf(String... facts) {
    List<Set<String>> mixes = new ArrayList<>();
    for (int mix = 0; mix < 1 << facts.length; mix++) {
      Set<String> chosen = new HashSet<>();
      for (int fact = 0; fact < facts.length; fact++) {
        if ((mix >> fact & 1) == 1) {
          chosen.add(facts[fact]);
        }
      }
      mixes.add(chosen);
    }
    return mixes;
  }
}
