// “Choose all on this page” and how many are chosen, for templates/bookings/staff/bulk/bar.html.
// The list is exchanged while somebody searches, so the boxes are looked up each time.

const bar = document.querySelector("#bulk");
const all = bar.querySelector(".bulk-bar__all");
const count = bar.querySelector(".bulk-bar__count");

function boxes() {
  return [...document.querySelectorAll('input[type="checkbox"][form="bulk"]')];
}

function tell() {
  const shown = boxes();
  const chosen = shown.filter((box) => box.checked).length;
  const box = all.firstElementChild;
  all.hidden = shown.length === 0;
  box.checked = chosen > 0 && chosen === shown.length;
  box.indeterminate = chosen > 0 && chosen < shown.length;
  const words = chosen ? bar.dataset.chosen.replace("{count}", chosen) : "";
  // The bar stands in what is watched: the same words again would never end.
  if (count.textContent !== words) count.textContent = words;
}

all.addEventListener("change", (event) => {
  for (const box of boxes()) box.checked = event.target.checked;
  tell();
});
document.addEventListener("change", (event) => {
  if (event.target.getAttribute("form") === "bulk") tell();
});
new MutationObserver(tell).observe(document.querySelector("main"), { childList: true, subtree: true });
tell();
