// Controls that cannot be told from the ground, or a chosen one from the others, where the
// reader's own few colours replace ours.
() => {
  const bare = new Set(["checkbox", "radio", "hidden"]);
  const ground = getComputedStyle(document.body).backgroundColor;
  const found = [];
  for (const one of document.querySelectorAll(".button, select, textarea, input")) {
    if (!one.checkVisibility() || one.closest("[aria-hidden=true]")) continue;
    const style = getComputedStyle(one);
    if (bare.has(one.type)) {
      // What the browser draws by itself shows its tick in any colours.
      if (style.appearance === "none" || style.opacity === "0") found.push(`no tick: ${one.id}`);
    } else if (
      style.borderTopStyle === "none" ||
      parseFloat(style.borderTopWidth) < 1 ||
      style.borderTopColor === ground
    ) {
      found.push(`no edge: ${one.outerHTML.slice(0, 80)}`);
    }
  }
  return found;
};
