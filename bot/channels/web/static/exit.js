// The quick exit: the button, or Shift three times. It works before and without the chat's own script.
"use strict";
{
  const WITHIN_MS = 5000;
  const button = document.getElementById("exit");
  const status = document.getElementById("exit-status");
  let pressed = [];

  const leave = () => {
    // Blank first: the neutral page may be slow, or out of reach.
    document.title = "\u00a0";
    document.documentElement.style.background = "#fff";
    const page = button.href;
    document.body.replaceChildren();
    try {
      sessionStorage.clear();
    } catch {
      // There is no storage here, so there is nothing in it.
    }
    dispatchEvent(new Event("leaving"));
    // `replace` takes this page's place in the history, so Back doesn't show it.
    location.replace(page);
  };

  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

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

  // A page that the browser kept for Back must not come to life again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
