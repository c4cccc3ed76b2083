package licensing.web.login;

/** What a user may do. The names are stored in rows. */
public enum Role {
  BUYER,
  SUPPORT
}
