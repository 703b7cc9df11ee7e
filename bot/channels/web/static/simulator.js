// Shows the latest turn of this server beside the chat: for staff who try it out, never in production.
"use strict";
{
  const EVERY_MS = 1000;
  const place = document.getElementById("picture");
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

  // As part of the page, so that it can be heard, and scrolled to the step that is marked.
  const draw = async () => {
    const reply = await fetch("/simulator/picture");
    if (reply.status !== 200) return place.replaceChildren();
    const drawn = new DOMParser().parseFromString(await reply.text(), "image/svg+xml").documentElement;
    place.replaceChildren(drawn);
    const here = drawn.querySelector("rect[fill='#000']")?.getBoundingClientRect();
    if (!here) return;
    const around = place.getBoundingClientRect();
    place.scrollTop += here.top - around.top - (place.clientHeight - here.height) / 2;
    place.scrollLeft += here.left - around.left - (place.clientWidth - here.width) / 2;
  };

  const show = async () => {
    const reply = await fetch("/simulator/state");
    const text = await reply.text();
    if (text === shown) return;
    shown = text;
    const state = JSON.parse(text);
    for (const part of parts) part.replaceChildren(...(state[part.dataset.part] || []).map(row));
    await draw();
  };

  setInterval(() => document.hidden || show().catch(() => {}), EVERY_MS);
}
