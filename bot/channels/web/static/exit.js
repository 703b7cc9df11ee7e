// The quick exit: the button, or Shift three times. It works before and without the chat's own script.
"use strict";
{
  const WITHIN_MS = 5000;
  const FRAMED = window.parent !== window;
  const button = document.getElementById("exit");
  const status = document.getElementById("exit-status");
  let pressed = [];
  let left = false;
  document.getElementById("exit-hint").hidden = false;

  const leave = () => {
    if (left) return;
    left = true;
    const page = button.dataset.page;
    const end = button.getAttribute("href");
    // Blank first: the neutral page may be slow, or out of reach.
    document.title = "\u00a0";
    document.documentElement.style.background = "#fff";
    document.body.textContent = "";
    try {
      sessionStorage.clear();
    } catch {
      // There is no storage here, so there is nothing in it.
    }
    dispatchEvent(new Event("leaving"));
    navigator.sendBeacon?.(end);
    if (FRAMED) {
      // The page around us blanks itself, too, if it has our script; a browser may also let us do it.
      parent.postMessage({ firstHours: "leave" }, "*");
      try {
        top.location.replace(page);
      } catch {
        // The page around us has to.
      }
      return;
    }
    // `replace` takes this page's place in the history, so Back doesn't show it.
    location.replace(page);
  };

  for (const way of document.querySelectorAll("[data-leave]")) {
    way.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    if (event.repeat) return;
    const now = event.timeStamp;
    pressed = [...pressed.filter((at) => now - at < WITHIN_MS), now];
    if (pressed.length === 3) leave();
    else if (pressed.length === 2) status.textContent = button.dataset.soon;
  });

  if (FRAMED) {
    document.documentElement.classList.add("framed");
    addEventListener("message", (event) => {
      if (event.source === parent && event.data?.firstHours === "leave") leave();
    });
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) parent.postMessage({ firstHours: "close" }, "*");
    });
  }

  // A page that the browser kept for Back must not come to life again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
