// What somebody is writing is kept by the server, in the archive, until it is sent; nothing is left in the browser.

const WAIT = 800;

function texts(form) {
  return [...form.elements].filter((field) => field.name && field.matches("textarea, input[type=text], input:not([type]), input[type=date]"));
}

async function fetched(form, where) {
  const answer = await fetch(where, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const held = JSON.parse((await answer.json()).text || "{}");
  for (const field of texts(form)) {
    if (!(field.name in held) || field.value !== field.defaultValue) continue;
    field.value = held[field.name];
    if (field.value) field.closest("details")?.setAttribute("open", "");
  }
}

function put(form, text, last) {
  const where = `/api/drafts/${encodeURIComponent(form.dataset.draft)}`;
  const headers = { "content-type": "application/json", "x-csrftoken": form.elements._csrf_token.value };
  return fetch(where, { method: "PUT", keepalive: last, headers, body: JSON.stringify({ text }) });
}

export function start(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    let timer = 0;
    const keep = () => {
      const held = Object.fromEntries(texts(form).filter((f) => f.value !== f.defaultValue).map((f) => [f.name, f.value]));
      put(form, Object.keys(held).length ? JSON.stringify(held) : "", false);
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, WAIT); });
    form.addEventListener("submit", () => { clearTimeout(timer); put(form, "", true); });
    if (form.querySelector("textarea")) fetched(form, `/api/drafts/${encodeURIComponent(form.dataset.draft)}`);
  }
}
