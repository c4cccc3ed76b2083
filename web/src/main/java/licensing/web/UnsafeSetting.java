package licensing.web;

/** A setting that the console refuses to start with. Its message is the whole explanation. */
public class UnsafeSetting extends IllegalArgumentException {

  public UnsafeSetting(String message) {
    super(message);
  }
}
