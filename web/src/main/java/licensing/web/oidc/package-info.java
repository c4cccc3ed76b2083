/** Sign-in by an OpenID provider, beside names and passwords. */
@NullMarked
package licensing.web.oidc;

import org.jspecify.annotations.NullMarked;
