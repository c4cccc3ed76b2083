package licensing.web.language;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says what users are called, to whoever reads. */
@Component
public class People {

  /** What an erased user is called in the records, where names are unique. */
  private static final Pattern ERASED = Pattern.compile("erased-[0-9a-f-]{36}");

  private final MessageSource messages;

  People(MessageSource messages) {
    this.messages = messages;
  }

  /** Who was erased has no name any more. */
  public @Nullable String name(@Nullable String name) {
    return name != null && ERASED.matcher(name).matches()
        ? messages.getMessage("user.erased", null, LocaleContextHolder.getLocale())
        : name;
  }
}
