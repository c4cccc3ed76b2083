/** Purchases as the Temporal UI tells them. */
package licensing.local.story;
