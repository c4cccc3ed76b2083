// Gives the answer to a form the address of the page that the form belongs to: its own takes forms alone.
"use strict";
history.replaceState(null, "", document.querySelector("meta[name=form-of]").content);
