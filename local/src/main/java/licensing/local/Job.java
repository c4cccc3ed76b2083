package licensing.local;

/**
 * Work that is done before something is started, and does not repeat itself.
 *
 * @param program does it
 * @param done remembers that it was done
 */
record Job(Program program, Runnable done) {}
