/** Tests that share a stack, so that one process runs them all: see the build file. */
package licensing.local.suites;
