// Parts of the header and the footer that lie over one another.
() => {
  const found = [];
  for (const part of document.querySelectorAll("header, footer")) {
    const items = [...part.querySelectorAll("a, button, address, p")]
      .filter((one) => one.checkVisibility() && !one.querySelector("a, button"))
      .map((one) => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()]);
    items.forEach(([name, box], index) => {
      for (const [other, its] of items.slice(index + 1)) {
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (across > 1 && down > 1) found.push(`${name} lies over ${other}`);
      }
    });
  }
  return found;
};
