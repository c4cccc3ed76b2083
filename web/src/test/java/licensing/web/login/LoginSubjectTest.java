package licensing.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.web.login.LoginThrottle.LoginSubject;
import org.junit.jupiter.api.Test;

class LoginSubjectTest {

  @Test
  void countsTheWholeNetworkOfAnIpv6Address() {
    assertThat(LoginSubject.of("a", "2001:db8:1:2::1"))
        .isEqualTo(LoginSubject.of("a", "2001:db8:1:2:ffff:0:0:7"))
        .isNotEqualTo(LoginSubject.of("a", "2001:db8:1:3::1"));
  }

  @Test
  void countsEveryIpv4AddressForItself() {
    assertThat(LoginSubject.of("a", "192.0.2.1")).isNotEqualTo(LoginSubject.of("a", "192.0.2.2"));
  }

  @Test
  void keepsNoName() {
    assertThat(LoginSubject.of("my password", "192.0.2.1").toString()).doesNotContain("password");
  }

  @Test
  void takesWhatIsNoAddressAsItIs() {
    assertThat(LoginSubject.of("a", "unknown").address()).startsWith("address ");
  }
}
