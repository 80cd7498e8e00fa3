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

export function start(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const where = `/api/drafts/${encodeURIComponent(form.dataset.draft)}`;
    const token = form.elements._csrf_token.value;
    let timer = 0;
    const keep = () => {
      const held = Object.fromEntries(texts(form).filter((f) => f.value !== f.defaultValue).map((f) => [f.name, f.value]));
      const text = Object.keys(held).length ? JSON.stringify(held) : "";
      fetch(where, { method: "PUT", keepalive: true, headers: { "content-type": "application/json", "x-csrftoken": token }, body: JSON.stringify({ text }) });
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, WAIT); });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      fetch(where, { method: "PUT", keepalive: true, headers: { "content-type": "application/json", "x-csrftoken": token }, body: JSON.stringify({ text: "" }) });
    });
    if (form.matches(".big") || form.querySelector("textarea")) fetched(form, where);
  }
}
