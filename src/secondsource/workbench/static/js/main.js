// Starts what a page has: pictures, layers, keys, drafts, live progress. Every page can be read without it.

import { start as zoom } from "./zoom.js";
import { start as graph } from "./graph.js";
import { start as map } from "./map.js";

const PICTURES = { timeline: zoom, lines: zoom, grades: zoom, network: graph, orgchart: graph, map };

function pictures(root) {
  for (const figure of root.querySelectorAll("figure[data-picture]")) {
    if (figure.dataset.started) continue;
    figure.dataset.started = "yes";
    PICTURES[figure.dataset.picture]?.(figure);
  }
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

// Keys of the review queue: the button that names the key is pressed by it, where nobody is typing.
function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  });
}

// A slider of dates moves the page on when it is let go.
function sliders(root) {
  for (const slider of root.querySelectorAll("input[type=range][data-submit]")) {
    const shown = document.getElementById(slider.dataset.shown);
    slider.addEventListener("input", () => { if (shown) shown.value = slider.dataset.dates.split(" ")[slider.value]; });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }
}

function start(root) {
  pictures(root);
  layers(root);
  sliders(root);
}

document.addEventListener("DOMContentLoaded", () => {
  start(document);
  keys();
  document.body.addEventListener("htmx:load", (event) => start(event.target));
});
