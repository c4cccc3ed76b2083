// Tells a page what changes, by server-sent events. Over HTTP/1.1 a browser has six connections to a host for all its pages
// together, so a page that is not in sight holds none, and of those in sight only the first: the others ask now and then.
"use strict";
(() => {
  const STREAMS = ["events-1", "events-2"];
  // Milliseconds: between two questions, and until what comes together has come.
  const ASK_AGAIN = 3000;
  const TOGETHER = 200;

  // Gives what frees it again, or null where other pages have them all.
  const taken = name => new Promise(done => {
    navigator.locks.request(name, {ifAvailable: true}, lock => lock ? new Promise(done) : done(null)).catch(() => done(null));
  });
  const oneOfTheStreams = async () => {
    // Kept from pages that are neither encrypted nor local.
    if (!navigator.locks) return () => {};
    for (const name of STREAMS) {
      const free = await taken(name);
      if (free) return free;
    }
    return null;
  };

  // Calls told[name] with the data of each event, and refused where the console tells no more.
  window.followEvents = (address, told, refused) => {
    let over = false;
    let waiting = false;
    let source = null;
    let free = null;
    let timer = 0;

    const rest = () => {
      clearTimeout(timer);
      source?.close();
      source = null;
      free?.();
      free = null;
    };
    const askLater = () => {
      rest();
      timer = setTimeout(attend, ASK_AGAIN);
    };
    const heard = () => {
      if (free || timer) return;
      timer = setTimeout(askLater, TOGETHER);
    };
    const listen = () => {
      const opened = new EventSource(address);
      for (const [name, tell] of Object.entries(told)) {
        opened.addEventListener(name, event => {
          heard();
          tell(event.data);
        });
      }
      opened.addEventListener("error", () => {
        if (source !== opened || opened.readyState !== EventSource.CLOSED) return;
        close();
        refused();
      });
      return opened;
    };
    const attend = async () => {
      if (over || waiting || source || document.hidden) return;
      clearTimeout(timer);
      timer = 0;
      waiting = true;
      const got = await oneOfTheStreams();
      waiting = false;
      if (over || document.hidden) {
        got?.();
        return;
      }
      free = got;
      source = listen();
    };
    const close = () => {
      over = true;
      rest();
    };
    document.addEventListener("visibilitychange", () => document.hidden ? rest() : attend());
    addEventListener("pagehide", close);
    attend();
    return {close};
  };
})();
