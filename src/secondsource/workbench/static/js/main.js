// Starts what a page has: pictures, layers, keys, drafts, dates. Every page can be read without it.

import { start as zoom } from "./zoom.js";
import { start as graph } from "./graph.js";
import { start as map } from "./map.js";
import { start as drafts } from "./drafts.js";

const PICTURES = { timeline: zoom, lines: zoom, grades: zoom, network: graph, orgchart: graph, map };

function pictures(root) {
  for (const figure of root.querySelectorAll("figure[data-picture]")) {
    if (figure.dataset.started) continue;
    figure.dataset.started = "yes";
    PICTURES[figure.dataset.picture]?.(figure);
  }
}

// What works only with script is hidden until here.
function useful(root) {
  for (const part of root.querySelectorAll(".needs-script[hidden]")) part.hidden = false;
  for (const press of root.querySelectorAll("[data-print]")) press.addEventListener("click", () => window.print());
}

// Layers of a report: a checkbox shows or hides the marks of one kind.
function layers(root) {
  for (const box of root.querySelectorAll("input[data-layer]")) {
    const text = document.getElementById("text");
    const set = () => text?.classList.toggle(`without-${box.dataset.layer}`, !box.checked);
    box.addEventListener("change", set);
    set();
  }
}

// What the address points at (a fact, a source, a person of the report) is marked in the text, and opened.
function choose() {
  const id = decodeURIComponent(window.location.hash.slice(1));
  for (const mark of document.querySelectorAll(".mark")) {
    mark.classList.toggle("chosen", Boolean(id) && mark.dataset.of.split(" ").includes(id));
  }
  const card = id ? document.getElementById(id) : null;
  if (!card?.matches(".card, .telling")) return;
  for (const more of card.querySelectorAll(":scope > details")) more.open = true;
  const first = document.querySelector(".mark.chosen");
  const frame = first?.getBoundingClientRect();
  if (frame && (frame.top < 0 || frame.bottom > window.innerHeight)) first.scrollIntoView({ block: "center" });
}

// The button or field that names a key is pressed by it, where nobody is typing.
function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"], [data-focus-key="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.dataset.focusKey) wanted.focus();
    else wanted.click();
    wanted.closest("details")?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

// A slider of dates moves the page on when it is let go.
function sliders(root) {
  for (const slider of root.querySelectorAll("input[type=range][data-submit]")) {
    const dates = slider.dataset.dates.split(" ");
    const shown = document.getElementById(slider.dataset.shown);
    slider.addEventListener("input", () => {
      shown.value = dates[slider.value];
      slider.setAttribute("aria-valuetext", dates[slider.value]);
    });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }
}

function start(root) {
  useful(root);
  pictures(root);
  layers(root);
  sliders(root);
  drafts(root);
}

document.addEventListener("DOMContentLoaded", () => {
  start(document);
  keys();
  choose();
  window.addEventListener("hashchange", choose);
  document.documentElement.dataset.ready = "yes";
  document.body.addEventListener("htmx:load", (event) => { if (event.target !== document.body) start(event.target); });
});
