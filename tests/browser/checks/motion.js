// What moves, though the reader asked that nothing should.
(longest) => {
  const seconds = (times) => Math.max(...times.split(",").map((time) => {
    return time.trim().endsWith("ms") ? parseFloat(time) / 1000 : parseFloat(time);
  }));
  const found = new Set();
  for (const one of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(one, part);
      const moves = style.animationName !== "none" && seconds(style.animationDuration) > longest;
      if (moves || seconds(style.transitionDuration) > longest || style.scrollBehavior === "smooth") {
        found.add(`${one.tagName.toLowerCase()}.${one.className?.baseVal ?? one.className}${part ?? ""}`);
      }
    }
  }
  return [...found];
};
