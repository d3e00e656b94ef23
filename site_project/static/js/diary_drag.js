// Dragging a visit in the diary, by mouse and where its days stand beside each other. A drop opens
// the visit's page Move with the new time typed in: nothing is moved before somebody says so there,
// and who drags nothing presses Move. Takes data-axis of a band (its first minute; from which
// minute on clocks show how many less), data-at of a day, data-rows of a visit that can be moved;
// words come from templates/bookings/staff/diary/dragging.html.

const MINUTES_OF_ROW = 5;
const ROWS_OF_STEP = 3;
// Below this it is a click.
const THRESHOLD_PX = 6;

const status = document.querySelector("#diary-drag");
const isWide = matchMedia("(min-width: 62.5em)");
let drag = null;
let wasDragged = false;

function clock(band, row) {
  const [first, repeatedAt = Infinity, by = 0] = band.dataset.axis.split(" ").map(Number);
  const shown = first + (row - 1) * MINUTES_OF_ROW;
  const minutes = shown < repeatedAt ? shown : shown - by;
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
}

function grasp(event) {
  wasDragged = false;
  const visit = event.target.closest(".visit[data-rows]");
  if (!visit || event.pointerType !== "mouse" || event.button !== 0 || !isWide.matches) return;
  const box = visit.getBoundingClientRect();
  const row = Number(visit.style.gridRowStart);
  const from = { day: visit.parentElement, row };
  const band = visit.closest(".diary-band");
  const rows = Number(visit.dataset.rows);
  const last = Number(band.style.getPropertyValue("--rows")) - rows;
  drag = {
    ...{ visit, band, from, to: from, last, height: box.height / rows, time: null },
    ...{ x: event.clientX, y: event.clientY, inVisit: event.clientY - box.top },
  };
}

function begin(event) {
  wasDragged = true;
  drag.time = document.createElement("strong");
  drag.time.className = "drag-time";
  drag.visit.append(drag.time);
  drag.visit.classList.add("dragged");
  drag.band.classList.add("dragging");
  drag.band.setPointerCapture(event.pointerId);
}

// The day under the pointer, and the nearest step; without a step up or down, the minute it has.
function place(event) {
  const { band, from, to, last, height, inVisit } = drag;
  const day = [...band.querySelectorAll(".diary-day")].find((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left <= event.clientX && event.clientX < right;
  });
  const line = (event.clientY - inVisit - from.day.getBoundingClientRect().top) / height;
  const steps = Math.min(Math.max(Math.round(line / ROWS_OF_STEP), 0), Math.floor(last / ROWS_OF_STEP));
  const isLevel = Math.abs(line - from.row + 1) < ROWS_OF_STEP / 2;
  return { day: day ?? to.day, row: isLevel ? from.row : steps * ROWS_OF_STEP + 1 };
}

function follow(event) {
  if (!drag) return;
  if (!drag.time && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < THRESHOLD_PX) return;
  if (!drag.time) begin(event);
  const { visit, band, from, height, time } = drag;
  const to = place(event);
  const [x, fromX] = [to.day, from.day].map((day) => day.getBoundingClientRect().left);
  visit.style.translate = `${x - fromX}px ${(to.row - from.row) * height}px`;
  time.textContent = clock(band, to.row).join(":").replace(/^0/, "");
  drag.to = to;
}

function putBack({ visit, band, time }) {
  time.remove();
  visit.style.translate = "";
  visit.classList.remove("dragged");
  band.classList.remove("dragging");
}

function drop() {
  const dropped = drag;
  drag = null;
  if (!dropped?.time) return;
  const { visit, band, from, to, time } = dropped;
  if (to.day === from.day && to.row === from.row) {
    putBack(dropped);
    return;
  }
  const column = to.day.parentElement.querySelector(".diary-head a").textContent;
  const words = { column, time: time.textContent };
  status.textContent = status.dataset.dropped.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  const page = new URL(visit.querySelector(".move").href);
  page.searchParams.set("at", to.day.dataset.at + clock(band, to.row).join(""));
  // Whoever comes back finds it where it is.
  addEventListener("pagehide", () => putBack(dropped), { once: true });
  location.assign(page);
}

function giveUp() {
  if (drag?.time) {
    putBack(drag);
    status.textContent = status.dataset.back;
  }
  drag = null;
}

document.addEventListener("pointerdown", grasp);
document.addEventListener("pointermove", follow);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", giveUp);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") giveUp();
});
// A drag that ends on a link opens nothing; nor is the link itself what is dragged.
document.addEventListener("click", (event) => wasDragged && event.preventDefault(), { capture: true });
for (const band of document.querySelectorAll(".diary-band[data-axis]")) {
  band.classList.add("drags");
  band.addEventListener("dragstart", (event) => event.preventDefault());
}
