// The places, in the order of the document, of all that the Tab key has to reach.
() => {
  const may = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const all = [...document.querySelectorAll("*")];
  const reached = (one) => {
    if (one.type !== "radio") return true;
    // One of a group: the one that is chosen, or the first.
    const group = document.getElementsByName(one.name);
    const chosen = [...group].find((other) => other.checked && other.form === one.form);
    return one === (chosen ?? [...group].find((other) => other.form === one.form));
  };
  return [...document.querySelectorAll(may)]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility() && reached(one))
    .map((one) => all.indexOf(one));
};
