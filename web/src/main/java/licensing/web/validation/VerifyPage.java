package licensing.web.validation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.InstantSource;
import licensing.keys.LicenseSignatures;
import licensing.web.errors.Problem;
import licensing.web.security.RateLimit;
import licensing.web.validation.VerifiedFile.Outcome;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Whether the file of a license, or of a machine, is one of ours, for whoever was given one: nobody
 * has to log in, since nothing is told that is not in the file.
 */
@Controller
@RequestMapping(VerifyPage.ADDRESS)
class VerifyPage {

  static final String ADDRESS = "/licenses/verify";

  /** What one reader pastes, with much to spare. */
  private static final int A_MINUTE = 60;

  private final LicenseSignatures signatures;
  private final Clock clock;
  private final RateLimit pasted = new RateLimit(A_MINUTE, InstantSource.system());

  VerifyPage(LicenseSignatures signatures, Clock clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView ask() {
    if (!signatures.areMade()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return new ModelAndView("licenses/verify")
        .addObject("text", "")
        .addObject("longest", VerifiedFile.LONGEST);
  }

  /**
   * @param key of the license, which an encrypted file is read with
   * @param fingerprint of the machine, which its encrypted file is read with as well
   */
  @PostMapping
  ModelAndView verify(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String fingerprint,
      HttpServletRequest request,
      HttpServletResponse response) {
    long seconds = pasted.secondsToWait(RateLimit.network(request.getRemoteAddr()));
    if (seconds > 0) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
      return Problem.of(HttpStatus.TOO_MANY_REQUESTS.value(), "error.reading").page();
    }
    VerifiedFile file =
        VerifiedFile.of(text, key.strip(), fingerprint.strip(), signatures, clock.instant());
    return ask()
        .addObject("text", text)
        .addObject("file", file)
        .addObject("good", file.outcome() == Outcome.GOOD || file.outcome() == Outcome.SEALED)
        .addObject("formOf", ADDRESS);
  }
}
