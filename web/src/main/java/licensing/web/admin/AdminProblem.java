package licensing.web.admin;

/** Why an administrator's act was not done. The names are keys of messages. */
enum AdminProblem {
  REASON_MISSING,
  /** Nobody changes what they may do themselves. */
  ONESELF,
  /** Somebody else took the right away meanwhile. */
  NOT_ADMIN,
  NAME_WRONG,
  NAME_TAKEN,
  ORGANIZATION_UNKNOWN,
  ROLE_UNKNOWN,
  /** The provider decides it at each sign-in. */
  OF_PROVIDER,
  NOTHING_CHANGED,
  TERMS_INCOMPLETE,
  OFFER_WRONG,
  /** What was shown is not what is in force any more. */
  CHANGED_MEANWHILE
}
