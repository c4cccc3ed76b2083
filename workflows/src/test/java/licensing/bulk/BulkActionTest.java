package licensing.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.purchase.Fixtures;
import licensing.purchase.message.SupportCommand.SupportRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkActionTest {

  @ParameterizedTest
  @EnumSource
  void asksEachPurchaseForTheSame(BulkAction action) {
    SupportRequest request = Fixtures.asked("ann", "the platform is back", 7);

    assertThat(action.command(request).request()).isEqualTo(request);
    assertThat(action.command(request).words()).isEqualTo(action.words());
  }
}
