package licensing.web.login;

import java.net.InetAddress;
import java.util.HexFormat;
import licensing.terms.Sha256;

/**
 * Whom a failed login is counted for. Hashed, since people type passwords where names belong.
 *
 * @param accountAtAddress one account, tried from one address
 * @param address whatever account is tried from it; of IPv6 the network, which is one reader's
 */
record LoginSubject(String accountAtAddress, String address) {

  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  static LoginSubject of(String name, String remoteAddress) {
    String network = network(remoteAddress);
    return new LoginSubject(
        "account " + Sha256.of(network + "\n" + name), "address " + Sha256.of(network));
  }

  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int length = bytes.length == IPV6_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
      return HexFormat.of().formatHex(bytes, 0, length);
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }
}
