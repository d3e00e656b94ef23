/* Passkeys. A form[data-passkey] asks the device, and sends what it gives.
   The challenge is in #passkey-options, or fetched from data-passkey-options when it is needed.
   Needs window.webauthnJSON (allauth brings it along). */
const isNameless = /^[\d.]+$|^\[/.test(location.hostname);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (isNameless) say(form.nextElementSibling);
  else if (window.PublicKeyCredential && window.webauthnJSON) offer(form);
}

function offer(form) {
  const credential = form.elements.credential;
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    for (const words of form.querySelectorAll("[data-passkey-says]")) words.hidden = true;
    try {
      credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch (error) {
      const which = error.name === "InvalidStateError" ? "known" : "failed";
      say(form.querySelector(`[data-passkey-says="${which}"]`));
      button.disabled = false;
    }
  });
}

async function ask(form) {
  const options = await challenge(form);
  return form.dataset.passkey === "create"
    ? window.webauthnJSON.create(options.creation_options)
    : window.webauthnJSON.get(options.request_options);
}

async function challenge(form) {
  const address = form.dataset.passkeyOptions;
  if (!address) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no challenge");
  return answer.json();
}

function say(words) {
  words.hidden = false;
}
