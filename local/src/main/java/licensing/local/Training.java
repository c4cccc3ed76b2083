package licensing.local;

/**
 * A run of a program for what the JDK learns from it.
 *
 * @param program starts without serving anybody, and ends
 * @param cache what is learned
 */
record Training(Program program, AotCache cache) {}
