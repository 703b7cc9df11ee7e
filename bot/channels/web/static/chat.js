// The chat: what the person writes goes to this site, the answer's bubbles come back.
// Without this script the same form works by itself; a talk that began that way goes on that way.

const CHANNEL = "/webhooks/web";
const PATIENCE_MS = 30000;
const PAUSE_MS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350;
const KEPT = "chat";

const find = (id) => document.getElementById(id);
const words = find("words").dataset;
const log = find("log");
const form = find("form");
const field = find("text");
const status = find("status");
const failed = find("failed");
const main = find("main");
const options = find("options");

let sender = taken(); // made by the server, kept in this tab's memory
let open = null; // the message that waits for its answer
let request = null; // what carries it
let left = false;
let secret = false; // what is written next is to be a PIN or a case code: it isn't shown
let shows = Promise.resolve(); // the bubbles that are still to appear
let hurry = () => {};
const waiting = [];

// Storage may be forbidden here. It holds the sender only while this tab loads the page anew: a copy of the tab has none.
function taken() {
  try {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return kept;
  } catch {
    return null;
  }
}

function keep() {
  if (sender === null || left) return;
  try {
    sessionStorage.setItem(KEPT, sender);
  } catch {
    // Then a new page is a new talk.
  }
}

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

class Refusal extends Error {
  constructor(code) {
    super(`refused with ${code}`);
    this.code = code;
  }
}

async function post(path, body, how = {}) {
  const reply = await fetch(CHANNEL + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
    ...how,
  });
  if (!reply.ok) throw new Refusal(reply.status);
  return reply.json();
}

async function ask(message) {
  request = new AbortController();
  const late = setTimeout(() => request.abort(), PATIENCE_MS);
  const how = { signal: request.signal };
  try {
    if (sender === null) sender = (await post("/session", {}, how)).sender;
    return await post("/webhook", asRasa(message), how);
  } finally {
    clearTimeout(late);
  }
}

const asRasa = (message) => ({
  sender,
  message: message.payload,
  metadata: {
    message_id: message.id,
    language: document.documentElement.lang,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
});

function send(payload, shown = secret ? words.hidden : payload) {
  hurry();
  options.replaceChildren();
  const message = { payload, id: randomId() };
  waiting.push(message);
  // What is still to appear comes before what was written now.
  shows = shows.then(() => {
    message.bubble = addBubble([[shown]], "you");
    message.bubble.scrollIntoView({ block: "nearest" });
  });
  sendNext();
}

async function sendNext() {
  if (open !== null || waiting.length === 0) return;
  open = waiting[0];
  failed.hidden = true;
  status.textContent = words.waiting;
  main.dataset.busy = "true";
  try {
    const bubbles = await ask(open);
    if (left) return;
    await shows;
    waiting.shift();
    open.bubble.classList.remove("unsent");
    // A case code may come unasked.
    if (bubbles.some((bubble) => bubble.secret)) open.bubble.lastChild.data = words.hidden;
    askSecretly(bubbles.some((bubble) => bubble.asks_secret));
    open = null;
    status.textContent = "";
    shows = showAnswer(bubbles);
    sendNext();
  } catch (error) {
    if (!left) await giveUp(error instanceof Refusal ? error.code : 0);
  }
}

function askSecretly(asked) {
  secret = asked;
  field.classList.toggle("secret", asked);
}

async function giveUp(code) {
  await shows;
  main.dataset.busy = "false";
  if (code === 403) sender = null; // the server no longer knows it: the next try begins anew
  open.bubble.classList.add("unsent");
  open = null;
  status.textContent = navigator.onLine ? "" : words.offline;
  find("failed-text").textContent = code === 429 ? words.tooMany : words.failed;
  find("failed-help").hidden = code === 429;
  failed.hidden = false;
}

// One bubble after another, as somebody would say them. Whoever writes meanwhile needn't wait.
async function showAnswer(bubbles) {
  let waits = true;
  const hurried = new Promise((done) => {
    hurry = () => {
      waits = false;
      done();
    };
  });
  const first = log.childElementCount;
  main.dataset.busy = "true";
  for (const [index, bubble] of bubbles.entries()) {
    if (index > 0 && waits) await Promise.race([hurried, new Promise((done) => setTimeout(done, PAUSE_MS))]);
    if (left) return;
    const buttons = bubble.buttons || [];
    addBubble(bubble.table ? [[table(bubble.table)]] : bubble.parts || [[bubble.text]], "bot", buttons);
    if (bubble.files && crypto.subtle) log.append(files());
    if (buttons.length > 0 && waiting.length === 0) showOptions(buttons);
    log.children[first].scrollIntoView({ block: "start" });
  }
  main.dataset.busy = String(waiting.length > 0);
}

// Text is only ever set as text, so nothing that anybody typed can become part of the page.
function addBubble(parts, who, buttons = []) {
  const bubble = document.createElement("article");
  bubble.className = `bubble ${who}`;
  bubble.dir = "auto";
  bubble.append(unseen(`${words[who]} `), ...parts.map(([text, target]) => (target ? link(text, target) : text)));
  // The log is read aloud; the buttons stand outside of it.
  if (buttons.length > 0) bubble.append(unseen(` ${words.choices} ${buttons.map(numbered).join(" ")}`));
  log.append(bubble);
  return bubble;
}

const numbered = ({ title }, index) => `${index + 1}. ${title}`;

function unseen(text) {
  const span = document.createElement("span");
  span.className = "hidden";
  span.textContent = text;
  return span;
}

function link(text, target) {
  const anchor = document.createElement("a");
  anchor.href = target;
  if (target.startsWith("http")) {
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
  }
  const written = document.createElement("bdi");
  written.textContent = text;
  anchor.append(written);
  return anchor;
}

// Addresses in it are text: a tap must not lead to what hurts. The roles are named because elements that stand otherwise on
// a small screen lose theirs.
function table({ caption, columns, rows }) {
  const made = part("table", "table", part("caption", null, caption));
  made.className = "log-table";
  const names = columns.map((name) => Object.assign(part("th", "columnheader", name), { scope: "col" }));
  made.append(part("thead", "rowgroup", part("tr", "row", ...names)), part("tbody", "rowgroup", ...rows.map((cells) => row(columns, cells))));
  return made;
}

function row(columns, [number, ...cells]) {
  const name = Object.assign(part("th", "rowheader", number), { scope: "row" });
  const others = cells.map((cell, index) => {
    const made = part("td", "cell", part("bdi", null, cell));
    made.dataset.column = columns[index + 1];
    return made;
  });
  return part("tr", "row", name, ...others);
}

function part(element, role, ...children) {
  const made = document.createElement(element);
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
}

// A file is read here, on the device. What is sent of it: SHA-256, size, date, and its name if that is wanted.
function files() {
  const id = randomId();
  const box = document.createElement("div");
  box.className = "files";
  const about = paragraph(words.filesAbout);
  const label = labelled(words.filesChoose, `${id}-files`);
  const input = Object.assign(document.createElement("input"), { type: "file", id: `${id}-files`, multiple: true, accept: "image/*,application/pdf,text/*" });
  const name = Object.assign(document.createElement("input"), { type: "checkbox", id: `${id}-name` });
  const named = document.createElement("p");
  named.append(name, " ", labelled(words.filesTitle, name.id));
  input.addEventListener("change", async () => {
    for (const file of input.files) box.append(paragraph(await noted(file, name.checked)));
    input.value = "";
  });
  box.append(about, named, label, input);
  return box;
}

async function noted(file, withName) {
  try {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const date = new Date(file.lastModified).toISOString();
    await post("/fingerprint", { sender, sha256, size: file.size, date, ...(withName && { name: file.name }) });
    return `${words.filesNoted} ${file.name}`;
  } catch {
    return words.filesFailed;
  }
}

function paragraph(text) {
  const made = document.createElement("p");
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function labelled(text, target) {
  const made = document.createElement("label");
  made.htmlFor = target;
  made.textContent = text;
  return made;
}

function showOptions(buttons) {
  options.replaceChildren(...buttons.map((button, index) => option(button.payload, numbered(button, index))));
}

function option(payload, title) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.className = "option";
  button.name = "payload";
  button.value = payload;
  button.textContent = title;
  item.append(button);
  return item;
}

function press(button, byKeyboard) {
  send(button.value, button.textContent.replace(/^\d+\. /, ""));
  // The button is gone now. In the field, a phone's own keyboard would cover what is answered.
  (byKeyboard ? field : log).focus({ preventScroll: true });
}

function submit() {
  const text = field.value;
  if (text.trim() === "") return;
  field.value = "";
  send(text);
}

function begin() {
  find("hint").hidden = false;
  find("retry").hidden = false;
  field.required = false;
  if (sender !== null) {
    addBubble([[words.resume]], "bot");
    options.replaceChildren(option("/repeat", words.goOn));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });

  options.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button === null) return;
    event.preventDefault();
    press(button, event.detail === 0);
  });

  field.addEventListener("keydown", (event) => {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  find("retry").addEventListener("click", () => {
    field.focus({ preventScroll: true });
    sendNext();
  });

  addEventListener("offline", () => {
    status.textContent = words.offline;
  });
  addEventListener("online", () => {
    status.textContent = words.online;
    sendNext();
  });
  addEventListener("pagehide", keep);
  addEventListener("leaving", () => {
    left = true;
    waiting.length = 0;
    request?.abort();
    if (sender !== null) post("/leave", { sender }, { keepalive: true }).catch(() => {});
    sender = null;
  });
}

// A talk that the form itself carried goes on with the form.
if (!("talk" in log.dataset)) begin();
