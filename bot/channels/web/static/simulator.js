// Shows the latest turn of this server beside the chat: for staff who try it out, never in production.
"use strict";
{
  const EVERY_MS = 1000;
  const parts = document.querySelectorAll("[data-part]");
  let shown = "";

  const cell = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (name === "th") made.scope = "row";
    return made;
  };

  const row = ([name, value]) => {
    const made = document.createElement("tr");
    made.append(cell("th", name), cell("td", value));
    return made;
  };

  const show = async () => {
    const reply = await fetch("/simulator/state");
    const text = await reply.text();
    if (text === shown) return;
    shown = text;
    const state = JSON.parse(text);
    for (const part of parts) part.replaceChildren(...(state[part.dataset.part] || []).map(row));
  };

  setInterval(() => document.hidden || show().catch(() => {}), EVERY_MS);
}
