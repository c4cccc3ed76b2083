package licensing.platform.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The files of the form, as they are in the jar: the same bytes for everybody. */
final class Resources {
  private Resources() {}

  static byte[] bytes(String name) {
    try (InputStream file =
        Resources.class.getResourceAsStream("/licensing/platform/form/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static Properties texts(String name) {
    try {
      Properties texts = new Properties();
      texts.load(new StringReader(text(name)));
      return texts;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
