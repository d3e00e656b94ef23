// What does not stand where a reader from right to left looks for it.
() => {
  const brand = document.querySelector(".brand");
  const side = (one) => one.getBoundingClientRect().right;
  const found = [...document.querySelectorAll("header a, header button")]
    .filter((one) => one.checkVisibility() && side(one) > side(brand) + 1)
    .map((one) => `right of the name: ${one.textContent.trim()}`);
  for (const one of document.querySelectorAll("h1, main p, legend")) {
    const { textAlign, direction } = getComputedStyle(one);
    if (direction !== "rtl" || textAlign === "left") found.push(`from the left: ${one.textContent}`);
  }
  return found;
};
