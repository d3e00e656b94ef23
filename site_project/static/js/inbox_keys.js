// Keys for the inbox: j and k from request to request, c to confirm, / to search. Enter opens,
// because it is the link that has the focus. Wagtail's own switch in each account turns them off,
// and its list of keys, behind ?, names them; its words come from inbox/keys.html.

const rows = [...document.querySelectorAll(".inbox-row")];
const search = document.querySelector(".inbox-search input");
const config = JSON.parse(document.querySelector("#wagtail-config").textContent);

function isTyping(target) {
  return target.matches("input, textarea, select, [contenteditable]") || target.closest("dialog, [role=dialog]");
}

function step(by) {
  const at = rows.indexOf(document.activeElement.closest(".inbox-row"));
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
  rows[next]?.querySelector(".inbox-name").focus();
}

function confirmFirst() {
  const row = document.activeElement.closest(".inbox-row");
  row?.querySelector(".inbox-confirm")?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  c: confirmFirst,
  "/": () => search.focus(),
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = KEYS[event.key];
  if (!act) return;
  // Wagtail has a use for / too.
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

// Until Wagtail has put its dialog into the page, it is in a template.
function findList() {
  const templates = [...document.querySelectorAll("template")].map((template) => template.content);
  const found = [document, ...templates].map((root) => root.querySelector("#keyboard-shortcuts-dialog table"));
  return found.find(Boolean);
}

if (config.KEYBOARD_SHORTCUTS_ENABLED) {
  document.addEventListener("keydown", press, { capture: true });
  findList()?.append(document.querySelector("#inbox-keys").content);
}
