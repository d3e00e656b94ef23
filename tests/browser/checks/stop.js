// Where the focus stands: who has it, and what is wrong with how that shows. Null off the page.
() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const seen = one.closest(".choice") ?? one;
  // A choice shows the focus of what is in it, and a card that is one link has it laid over all.
  const ring = [getComputedStyle(seen), getComputedStyle(one), getComputedStyle(one, "::after")].some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  );
  const onTop = [...seen.getClientRects()].some((box) => {
    // The middle of what is on the screen: a field for many lines may be higher than that.
    const upper = Math.max(box.top, 0);
    const lower = Math.min(box.bottom, innerHeight);
    const top = document.elementFromPoint(box.left + box.width / 2, (upper + lower) / 2);
    return top && (seen.contains(top) || top.contains(seen));
  });
  const problems = [];
  if (!ring) problems.push("shows no focus");
  if (!onTop) problems.push("is off the screen or under something");
  const said = `${one.tagName.toLowerCase()} ${one.textContent.trim() || one.id || one.name}`;
  return {
    place: [...document.querySelectorAll("*")].indexOf(one),
    said: said.replace(/\s+/g, " ").slice(0, 60),
    problems,
  };
};
