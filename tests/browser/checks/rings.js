// Controls that do not show that they have the focus. Press a key before: what a script focuses
// shows it only to those who use the keyboard.
() => {
  const found = [];
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const drawn = ({ outlineStyle, outlineWidth }) =>
    outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  for (const one of document.querySelectorAll(stops)) {
    if (!one.checkVisibility() || one.tabIndex < 0) continue;
    one.focus({ preventScroll: true });
    // A choice shows the focus of what is in it, and a card that is one link has it laid over all.
    const around = [one, one.closest(".choice") ?? one].map((part) => getComputedStyle(part));
    if (![...around, getComputedStyle(one, "::after")].some(drawn)) {
      found.push(`no ring: ${one.outerHTML.slice(0, 100)}`);
    }
  }
  document.activeElement.blur();
  return found;
};
