// What every page has: menus that close by themselves, fields that stay filled in when the language changes, and buttons that copy.
"use strict";
(() => {
  const menus = () => document.querySelectorAll("details[name=menu][open]");
  const closeAll = but => menus().forEach(menu => { if (menu !== but) menu.open = false; });

  document.addEventListener("click", event => closeAll(event.target.closest("details[name=menu]")));
  document.addEventListener("focusin", event => closeAll(event.target.closest("details[name=menu]")));
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });

  // A bar again where the window became wide meanwhile, as when a tablet is turned.
  matchMedia("(min-width: 60rem)").addEventListener("change", () => {
    const menu = document.querySelector("#menu:popover-open");
    if (menu) menu.hidePopover();
  });

  // What is typed has no place in an address, and what is secret is typed anew.
  const TYPED = "typed";
  const isMark = field => field.type === "checkbox" || field.type === "radio";
  const fields = () => [...document.querySelectorAll("main form :is(input, select, textarea)")]
    .filter(field => !field.hidden && !["hidden", "password", "button"].includes(field.type) && field.autocomplete !== "one-time-code");
  const nameOf = field => [field.form.getAttribute("action"), field.name, isMark(field) ? field.value : ""].join(" ");
  const valueOf = field => isMark(field) ? field.checked : field.value;
  const keepTyped = page => {
    const typed = fields().map(field => [nameOf(field), valueOf(field)]);
    try {
      sessionStorage.setItem(TYPED, JSON.stringify({page, typed}));
    } catch {
      // Where nothing may be kept, all of it is typed anew.
    }
  };
  const fillIn = ({page, typed}) => {
    if (page !== location.pathname) return;
    const values = new Map(typed);
    for (const field of fields()) {
      const value = values.get(nameOf(field));
      if (value === undefined || value === valueOf(field)) continue;
      if (isMark(field)) field.checked = value;
      else field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }
  };
  document.addEventListener("click", event => {
    const other = event.target.closest(".languages a");
    if (other) keepTyped(other.pathname);
  });
  const takeTyped = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(TYPED));
      sessionStorage.removeItem(TYPED);
      return kept;
    } catch {
      // Nothing was kept.
      return null;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    // Other pages need not wait for the storage.
    const kept = new URLSearchParams(location.search).has("language") ? takeTyped() : null;
    if (kept) fillIn(kept);
  });

  // Kept from pages that are neither encrypted nor local.
  const hideCopies = () => {
    if (!navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach(button => { button.hidden = true; });
  };
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const words = button.querySelector("span");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    if (button.dataset.words) return;
    button.dataset.words = words.textContent;
    words.setAttribute("role", "status");
    words.textContent = button.dataset.done;
    setTimeout(() => {
      words.removeAttribute("role");
      words.textContent = button.dataset.words;
      delete button.dataset.words;
    }, 2000);
  });
  hideCopies();
  document.addEventListener("console:updated", hideCopies);
})();
