// Zoom and pan of a server-drawn SVG, by wheel (with Ctrl), by dragging, and by buttons and keys.

import { button, saveButtons } from "./picture.js";

export function start(figure) {
  const svg = figure.querySelector("svg");
  if (!svg) return;
  const whole = svg.viewBox.baseVal;
  const first = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const set = (box) => svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  const now = () => svg.viewBox.baseVal;

  function zoom(factor, at = 0.5) {
    const box = now();
    const width = Math.min(first.width, Math.max(first.width / 40, box.width * factor));
    set({ x: box.x + (box.width - width) * at, y: box.y, width, height: box.height });
  }
  function pan(share) {
    const box = now();
    const most = first.x + first.width - box.width;
    set({ x: Math.max(first.x, Math.min(most, box.x + share * box.width)), y: box.y, width: box.width, height: box.height });
  }

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - frame.left) / frame.width);
  }, { passive: false });

  let held = null;
  svg.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) held = event.clientX; });
  window.addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("pointermove", (event) => {
    if (held === null) return;
    pan((held - event.clientX) / svg.getBoundingClientRect().width);
    held = event.clientX;
  });

  button(figure, "+", () => zoom(1 / 1.5)).setAttribute("aria-label", figure.dataset.zoomIn || "Zoom in");
  button(figure, "−", () => zoom(1.5)).setAttribute("aria-label", figure.dataset.zoomOut || "Zoom out");
  button(figure, "←", () => pan(-0.25)).setAttribute("aria-label", figure.dataset.earlier || "Earlier");
  button(figure, "→", () => pan(0.25)).setAttribute("aria-label", figure.dataset.later || "Later");
  button(figure, "⟲", () => set(first)).setAttribute("aria-label", figure.dataset.whole || "Whole picture");
  saveButtons(figure, () => svg, figure.dataset.name || "picture");
}
