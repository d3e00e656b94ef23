// Adds the button to a page that is made for paper; without scripts the menu of the browser prints it.
const template = document.querySelector("[data-print]");
const button = template.content.firstElementChild.cloneNode(true);
button.addEventListener("click", () => window.print());
template.replaceWith(button);
