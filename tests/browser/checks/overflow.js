// What makes the page scroll sideways (WCAG 1.4.10), and words that their box cuts off.
() => {
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  const outside = (box) => box.right > root.clientWidth + 1 || box.left < -1;
  const named = (one) => {
    const name = one.className?.baseVal ?? one.className;
    return `${one.tagName.toLowerCase()}.${name} “${one.textContent.trim().slice(0, 24)}”`;
  };
  const all = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
  const found = [];
  if (wide > 0) {
    const culprits = all.filter((one) => outside(one.getBoundingClientRect())).slice(0, 3);
    found.push(`${wide} px too wide: ${culprits.map(named).join(", ")}`);
  }
  for (const one of all) {
    const style = getComputedStyle(one);
    const clips = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (!clips || one.closest(".visually-hidden") || !one.innerText?.trim()) continue;
    if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) {
      found.push(`cut off: ${named(one)}`);
    }
  }
  return found;
};
