package licensing.web.login;

import java.util.Optional;
import licensing.buyer.UserId;

/** The accounts as they are now, which a session began with as they were at its login. */
public interface CurrentAccounts {

  /** Empty once it is gone. */
  Optional<ConsoleUser> of(UserId id);
}
