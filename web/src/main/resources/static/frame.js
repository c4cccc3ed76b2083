// What every page has: menus that close by themselves, and buttons that copy.
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
