package licensing.license;

import com.fasterxml.jackson.annotation.JsonValue;

/** What names a license towards its users. */
public record LicenseKey(@JsonValue String value) {}
