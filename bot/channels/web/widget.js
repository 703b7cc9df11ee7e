// Puts the chat on a site: a button, and a frame in which the chat runs on our own address. The site's scripts see the
// button and the frame's edges; what is said inside is out of their reach.
"use strict";
(() => {
  const script = document.currentScript;
  const SITE = new URL(script.src).origin;
  const WORDS = /*words*/ {};
  const WITHIN_MS = 5000;
  const ANSWER_MS = 150;
  const STYLE = `
    :host { all: initial; }
    .corner, .panel { position: fixed; z-index: 2147483000; box-sizing: border-box; font: 16px/1.5 system-ui, sans-serif; }
    .corner { inset-block-end: 16px; inset-inline-end: 16px; }
    button, a { box-sizing: border-box; min-block-size: 44px; padding: 8px 16px; border: 2px solid #1d4ed8; border-radius: 8px;
      background: #1d4ed8; color: #fff; font: inherit; cursor: pointer; text-decoration: none; }
    :focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
    .corner { border-radius: 24px; padding-inline: 20px; box-shadow: 0 2px 8px rgb(0 0 0 / 30%); }
    .panel { display: flex; flex-direction: column; inset-block: 16px; inset-inline-end: 16px; inline-size: min(420px, 100vw - 32px);
      max-block-size: 720px; margin-block-start: auto; overflow: hidden; border: 1px solid #6b7280; border-radius: 12px; background: #fff; }
    .bar { display: flex; flex-wrap: wrap; gap: 8px; justify-content: space-between; padding: 8px; background: #eef1f5; }
    .bar button, .bar a { background: transparent; color: #1d4ed8; }
    .bar a { border-color: transparent; }
    iframe { flex: 1; inline-size: 100%; min-block-size: 0; border: 0; background: #fff; }
    [hidden] { display: none; }
    @media (max-width: 480px), (max-height: 480px) { .panel { inset: 0; inline-size: 100%; max-block-size: none; border: 0; border-radius: 0; } }
    @media (prefers-color-scheme: dark) {
      .panel, iframe { background: #14171c; } .bar { background: #232932; }
      .bar button, .bar a { color: #9cc1ff; } .bar button { border-color: #9cc1ff; }
    }
    @media print { .corner, .panel { display: none; } }
  `;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  class FirstHoursChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      const style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      root.adoptedStyleSheets = [style];
      const language = this.lang || document.documentElement.lang;
      this.address = `${SITE}/chat${language ? `?lang=${encodeURIComponent(language)}` : ""}`;
      this.launcher = element("button", { className: "corner", type: "button", textContent: WORDS.open, onclick: () => this.open() });
      this.launcher.setAttribute("aria-expanded", "false");
      root.append(this.launcher);
      this.pressed = [];
    }

    open() {
      this.panel ??= this.build();
      this.panel.hidden = false;
      this.launcher.hidden = true;
      this.launcher.setAttribute("aria-expanded", "true");
      this.frame.focus();
    }

    close() {
      this.panel.hidden = true;
      this.launcher.hidden = false;
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.focus();
    }

    build() {
      this.frame = element("iframe", { title: WORDS.panel, src: this.address, referrerPolicy: "no-referrer" });
      const page = element("a", { href: this.address, rel: "noopener noreferrer", textContent: WORDS.full_page });
      const close = element("button", { type: "button", textContent: WORDS.close, onclick: () => this.close() });
      const panel = element("div", { className: "panel", lang: WORDS.lang, dir: WORDS.dir }, element("div", { className: "bar" }, page, close), this.frame);
      panel.setAttribute("role", "region");
      panel.setAttribute("aria-label", WORDS.panel);
      panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      this.shadowRoot.append(panel);
      addEventListener("message", (event) => this.hear(event));
      addEventListener("keydown", (event) => this.count(event));
      return panel;
    }

    hear(event) {
      if (event.source !== this.frame.contentWindow || event.origin !== SITE) return;
      if (event.data?.firstHours === "leave") this.leave();
      if (event.data?.firstHours === "close") this.close();
    }

    // The frame doesn't see keys that are pressed outside of it.
    count(event) {
      if (event.key !== "Shift") this.pressed = [];
      else if (!event.repeat) this.pressed = [...this.pressed.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
      if (this.pressed.length !== 3) return;
      this.frame.contentWindow.postMessage({ firstHours: "leave" }, SITE);
      this.hide();
      setTimeout(() => this.leave(), ANSWER_MS); // should the frame not answer
    }

    // Blank at once. What the frame has to tell its server needs the frame a moment longer.
    hide() {
      document.title = "\u00a0";
      document.documentElement.style.setProperty("visibility", "hidden", "important");
      this.panel.style.setProperty("visibility", "hidden", "important");
    }

    leave() {
      if (this.left) return;
      this.left = true;
      this.hide();
      location.replace(WORDS.page);
    }
  }

  if (customElements.get("first-hours-chat")) return;
  customElements.define("first-hours-chat", FirstHoursChat);
  const add = () => document.querySelector("first-hours-chat") || document.body.append(document.createElement("first-hours-chat"));
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
