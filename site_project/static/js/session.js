/* Says in time that the session will end, and when it has; in every page of the admin.
   Whoever types or clicks is here: then the server is told, at most every two minutes. */
const { address, account, left: atFirst } = document.getElementById("session").dataset;
const WARN = 5 * 60;
const TELL = 2 * 60;
const OFTEN = 15;

let dialog = null;
let ends = later(Number(atFirst));
let lasts = true;
let told = Date.now();
let used = false;
let shown = "";

for (const event of ["input", "pointerdown", "keydown"]) {
  document.addEventListener(event, () => (used = true), { passive: true });
}
/* Once it is over, only somebody who comes back to this page changes that. */
document.addEventListener("visibilitychange", () => document.hidden || look());
window.addEventListener("focus", look);
setInterval(() => shown === "over" || look(), OFTEN * 1000);
look();

async function look() {
  const isDue = Date.now() - told > TELL * 1000;
  if (used && isDue && lasts && !shown) await tell("POST");
  else if (left() <= WARN) await tell("GET");
  if (left() <= WARN) await prepare();
  if (dialog) show();
}

/* The words are fetched when they are needed; without a connection, at one of the next looks. */
async function prepare() {
  if (dialog) return;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || dialog) return;
    const words = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (dialog) return; // another look was quicker
    dialog = document.adoptNode(words.getElementById("session-end"));
  } catch {
    return;
  }
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("cancel", (event) => {
    if (shown === "soon") stay();
    if (shown === "over") event.preventDefault();
  });
  // Wagtail has no place for it behind its link to the content, which is to be the first of all.
  document.body.append(dialog);
}

async function stay() {
  await tell("POST");
  show();
}

/* Another tab may have put off the end, or signed out, or in again. */
async function tell(method) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  try {
    const answer = await fetch(address, { method, headers });
    if (!answer.ok) return;
    const session = await answer.json();
    const isMine = String(session.account) === account;
    ends = later(isMine ? session.left : 0);
    lasts = session.can_last;
    if (isMine) renew(session.token);
  } catch {
    return; // no connection: the server's word is what counts, later
  }
  if (method === "POST") {
    told = Date.now();
    used = false;
  }
}

function show() {
  const seconds = left();
  const now = seconds <= 0 ? "over" : seconds > WARN ? "" : lasts ? "soon" : "last";
  if (now && now !== shown) open(now);
  else if (!now && shown) dialog.close();
  shown = now;
  const minutes = Math.ceil(seconds / 60);
  const words = minutes === 1 ? said("one") : said("many").replace("0", minutes);
  for (const place of dialog.querySelectorAll("[data-minutes]")) place.textContent = words;
}

function open(which) {
  for (const part of dialog.querySelectorAll("[data-session]")) {
    part.hidden = part.dataset.session !== which;
    part.querySelector("[data-title]").id = part.hidden ? "" : "session-end-title";
    part.querySelector("[data-words]").id = part.hidden ? "" : "session-end-words";
  }
  dialog.classList.toggle("session-end--over", which === "over");
  if (!dialog.open) dialog.showModal();
}

function token() {
  return JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
}

/* Signing in has changed it: the forms of this page get the new one. */
function renew(fresh) {
  const config = document.getElementById("wagtail-config");
  config.textContent = JSON.stringify({ ...JSON.parse(config.textContent), CSRF_TOKEN: fresh });
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = fresh;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
}

function said(which) {
  return dialog.querySelector(`[data-${which}]`).innerHTML;
}

function later(seconds) {
  return Date.now() + seconds * 1000;
}

function left() {
  return Math.round((ends - Date.now()) / 1000);
}
