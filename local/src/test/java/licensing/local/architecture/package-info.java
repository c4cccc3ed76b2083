/** The walls between the parts. */
package licensing.local.architecture;
