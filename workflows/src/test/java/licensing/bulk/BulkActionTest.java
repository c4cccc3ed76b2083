package licensing.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.workflow.UpdateMethod;
import java.util.Arrays;
import java.util.List;
import licensing.purchase.PurchaseSupport;
import licensing.purchase.message.SupportRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkActionTest {

  @ParameterizedTest
  @EnumSource
  void isAnUpdateThatSupportMaySend(BulkAction action) {
    assertThat(PurchaseSupport.class.getMethods())
        .filteredOn(method -> method.isAnnotationPresent(UpdateMethod.class))
        .filteredOn(
            method -> method.getAnnotation(UpdateMethod.class).name().equals(action.update()))
        .extracting(method -> Arrays.asList(method.getParameterTypes()))
        .isEqualTo(List.of(List.of(SupportRequest.class)));
  }
}
