package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClientOptions;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void tellsOursFromOthers() {
    String ours =
        new Identity("console")
            .customize(WorkflowClientOptions.newBuilder())
            .validateAndBuildWithDefaults()
            .getIdentity();

    assertThat(ours).contains("console", "@");
    assertThat(Identity.isOurs(ours)).isTrue();
    assertThat(Identity.isOurs("temporal-cli:ann@host")).isFalse();
    assertThat(Identity.isOurs("")).isFalse();
  }
}
