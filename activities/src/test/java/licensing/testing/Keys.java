package licensing.testing;

import java.util.Arrays;
import java.util.Base64;

/** Secret keys as the environment names them. */
public final class Keys {

  private Keys() {}

  /** 32 bytes in base64, another key for each filling. */
  public static String key(int filling) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filling);
    return Base64.getEncoder().encodeToString(key);
  }
}
