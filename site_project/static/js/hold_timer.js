// A countdown under every exercise that is held for a time. It makes no sound and runs one hold
// at a press; words and elements come from templates/includes/hold_timer.html.

const TICK_MS = 200;
// Of a shorter hold, start and end say enough.
const SHORTEST_WITH_HALF = 10;

const template = document.querySelector("#hold-timer");
const words = template.dataset;

// One at a time: two would talk over each other.
let stopRunning = () => {};

function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function addTimer(doses) {
  const seconds = Number(doses.dataset.seconds);
  const rounds = Number(doses.dataset.rounds);
  const timer = template.content.firstElementChild.cloneNode(true);
  const [button, clock, status] = timer.children;
  let done = 0;
  let ticking = 0;

  function rest(text) {
    clearInterval(ticking);
    ticking = 0;
    stopRunning = () => {};
    clock.textContent = "";
    button.textContent = say(words.start, { seconds });
    status.textContent = text;
  }

  function start() {
    stopRunning();
    stopRunning = () => rest(words.stopped);
    const end = performance.now() + seconds * 1000;
    let toldHalf = seconds < SHORTEST_WITH_HALF;
    button.textContent = words.stop;
    clock.textContent = seconds;
    status.textContent = say(words.started, { seconds });
    // By the clock, not by counting ticks: a tab in the background gets few of them.
    ticking = setInterval(() => {
      const left = (end - performance.now()) / 1000;
      if (left <= 0) {
        finish();
        return;
      }
      clock.textContent = Math.ceil(left);
      if (!toldHalf && left <= seconds / 2) {
        toldHalf = true;
        status.textContent = words.half;
      }
    }, TICK_MS);
  }

  function finish() {
    done += 1;
    if (done < rounds) {
      rest(say("sides" in doses.dataset ? words.other : words.next, { done, rounds }));
    } else {
      done = 0;
      rest(words.done);
    }
  }

  timer.setAttribute("aria-label", doses.parentElement.firstElementChild.textContent);
  button.addEventListener("click", () => (ticking ? stopRunning() : start()));
  rest("");
  doses.after(timer);
}

document.querySelectorAll("[data-seconds]").forEach(addTimer);
