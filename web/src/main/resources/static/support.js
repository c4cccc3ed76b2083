// Follows what support staff look at: a part of the page is made anew when its content changed, but for
// one in which something is being typed. The whole timeline comes after the page, since others are asked for it.
"use strict";
(() => {
  const page = document.querySelector("[data-live]");
  if (!page) return;
  // What was just done is told once, not at every reload.
  if (new URLSearchParams(location.search).has("done")) history.replaceState(history.state, "", location.pathname);

  const fetched = async address => {
    const answer = await fetch(address, {credentials: "same-origin", redirect: "error"});
    if (!answer.ok) throw new Error("not the page that was followed");
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // By what stands in its fields, since a browser that goes back puts in what was typed before, and says nothing.
  const isFilledIn = field => field.localName === "select"
    ? [...field.options].some((option, nth) => option.selected && !option.defaultSelected && nth > 0)
    : field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  const isTouched = part => part.contains(document.activeElement)
    || [...part.querySelectorAll("input, select, textarea")].some(isFilledIn);

  // What is typed goes on to be about what the page shows.
  const followVersion = (part, fresh) => {
    const versions = fresh.querySelectorAll("input[name=version]");
    part.querySelectorAll("input[name=version]").forEach((field, nth) => {
      if (versions[nth]) field.value = versions[nth].value;
    });
  };

  const renew = (part, fresh) => {
    if (!fresh || part.innerHTML === fresh.innerHTML) return;
    if (isTouched(part) && part.querySelector("form")) {
      followVersion(part, fresh);
      return;
    }
    const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
    const topics = [...part.querySelectorAll(".topics input")].map(topic => [topic.id, topic.checked]);
    part.replaceChildren(...fresh.childNodes);
    for (const [id, checked] of topics) {
      const topic = document.getElementById(id);
      if (topic) topic.checked = checked;
    }
    if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };

  const wholeTimeline = async () => {
    const part = document.getElementById("timeline");
    if (!part) return;
    part.setAttribute("aria-busy", "true");
    try {
      renew(part, (await fetched(part.dataset.whole)).getElementById("timeline"));
    } catch {
      // The link to the whole of it is still there.
    } finally {
      part.removeAttribute("aria-busy");
      document.dispatchEvent(new Event("console:updated"));
    }
  };

  const showAnew = async () => {
    // The answer to a refused form has an address that cannot be fetched.
    const fresh = await fetched(page.dataset.page || location.href);
    const live = fresh.querySelector("[data-mark]");
    if (!live) return;
    page.dataset.mark = live.dataset.mark;
    // What is over is shown once more, and not followed any further.
    if (!live.dataset.live) events.close();
    for (const part of document.querySelectorAll("[data-part]")) {
      if (part.id !== "timeline") renew(part, fresh.getElementById(part.id));
    }
    // Not on pages that change every second.
    const said = document.getElementById("changed");
    if (said) {
      said.hidden = false;
      said.textContent = said.dataset.text;
    }
    document.dispatchEvent(new Event("console:updated"));
    await wholeTimeline();
  };

  // One at a time; what changes meanwhile is shown by one more.
  let busy = false;
  let wanted = "";
  const changed = async mark => {
    wanted = mark;
    if (busy) return;
    busy = true;
    try {
      while (wanted !== page.dataset.mark) {
        const shown = wanted;
        await showAnew();
        if (wanted === shown) break;
      }
    } catch {
      // The next change, or a reload, shows it.
    } finally {
      busy = false;
    }
  };

  // After the end of the session the next click says so.
  const events = window.followEvents(page.dataset.live, {mark: changed}, () => {});
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  wholeTimeline();
})();
