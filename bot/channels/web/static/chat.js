// The chat: what the person writes goes to the REST channel of this site, the answer's bubbles come back.

const CHANNEL = "/webhooks/web";
const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

const find = (id) => document.getElementById(id);
const words = find("words").dataset;
const log = find("log");
const form = find("form");
const field = find("text");
const status = find("status");
const failed = find("failed");

let sender = null; // made by the server, kept in this tab's memory only
let open = null; // the message that waits for its answer
const waiting = [];

find("no-script").remove();

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

class Refusal extends Error {
  constructor(code) {
    super(`refused with ${code}`);
    this.code = code;
  }
}

async function post(path, body) {
  const reply = await fetch(CHANNEL + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
  });
  if (!reply.ok) throw new Refusal(reply.status);
  return reply.json();
}

async function ask(message) {
  sender ??= (await post("/session", {})).sender;
  return post("/webhook", {
    sender,
    message: message.payload,
    metadata: {
      message_id: message.id,
      language: document.documentElement.lang,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  });
}

function send(payload, shown) {
  closeOptions();
  const message = { payload, id: randomId(), bubble: addBubble(shown, "you") };
  waiting.push(message);
  sendNext();
}

async function sendNext() {
  if (open !== null || waiting.length === 0) return;
  open = waiting[0];
  failed.hidden = true;
  status.textContent = words.waiting;
  try {
    const bubbles = await ask(open);
    waiting.shift();
    open.bubble.classList.remove("unsent");
    open = null;
    status.textContent = "";
    showAnswer(bubbles);
    sendNext();
  } catch (error) {
    giveUp(error instanceof Refusal ? error.code : 0);
  }
}

function giveUp(code) {
  if (code === 403) sender = null; // the server no longer knows it: the next try begins anew
  open.bubble.classList.add("unsent");
  open = null;
  status.textContent = "";
  find("failed-text").textContent = code === 429 ? words.tooMany : words.failed;
  find("failed-help").hidden = code === 429;
  failed.hidden = false;
}

function showAnswer(bubbles) {
  const shown = bubbles.map((bubble) => addBubble(bubble.text, "bot"));
  const last = bubbles.findLast((bubble) => bubble.buttons);
  if (last) addOptions(last.buttons);
  shown[0]?.scrollIntoView({ block: "start" });
}

// Text is only ever set as text, so nothing that anybody typed can become part of the page.
function addBubble(text, who) {
  const bubble = document.createElement("article");
  bubble.className = `bubble ${who}`;
  bubble.dir = "auto";
  const by = document.createElement("span");
  by.className = "hidden";
  by.textContent = `${words[who]} `;
  bubble.append(by, ...(who === "bot" ? withLinks(text) : [text]));
  log.append(bubble);
  return bubble;
}

function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(end, found.index), link(found[0]));
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

function link(address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.rel = "noopener noreferrer";
  anchor.target = "_blank";
  anchor.textContent = address;
  return anchor;
}

function addOptions(buttons) {
  const list = document.createElement("ul");
  list.className = "options";
  list.setAttribute("aria-label", words.choices);
  buttons.forEach((button, index) => list.append(option(button, index + 1)));
  log.append(list);
}

function option({ title, payload }, number) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "option";
  button.textContent = `${number}. ${title}`;
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", "true");
    send(payload, title);
    field.focus({ preventScroll: true });
  });
  item.append(button);
  return item;
}

function closeOptions() {
  find("start").hidden = true;
  for (const button of log.querySelectorAll(".option:not(:disabled)")) button.disabled = true;
}

function submit() {
  const text = field.value;
  if (text.trim() === "") return;
  field.value = "";
  send(text, text);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

field.addEventListener("keydown", (event) => {
  // While an input method composes a word, Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});

find("start").addEventListener("click", () => {
  send("/greet", find("start").textContent);
  field.focus({ preventScroll: true });
});
find("retry").addEventListener("click", sendNext);
addEventListener("online", sendNext);
addEventListener("leaving", () => waiting.splice(0));
