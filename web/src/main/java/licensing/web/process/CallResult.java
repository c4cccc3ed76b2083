package licensing.web.process;

import licensing.purchase.message.Refusal;

/** What the console knows after it asked a purchase for something. Each case has a page. */
public sealed interface CallResult<T> {

  /** Done, and stored before this was said. */
  record Accepted<T>(T value) implements CallResult<T> {}

  /**
   * Not done, and not going to be.
   *
   * @param words of the purchase for support staff
   */
  record Refused<T>(Refusal why, String words) implements CallResult<T> {}

  /**
   * Nobody answered in time: no worker is up, or Temporal is not reached. It may still come to
   * pass; asking the same again is safe.
   */
  record NotConfirmed<T>() implements CallResult<T> {}

  /** The purchase is over, so nothing can be asked of it. */
  record AlreadyEnded<T>() implements CallResult<T> {}

  /** There never was such a purchase, or it is no longer kept. */
  record NotFound<T>() implements CallResult<T> {}
}
