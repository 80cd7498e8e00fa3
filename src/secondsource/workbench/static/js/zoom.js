// Zoom and pan of a server-drawn SVG: wheel with Ctrl, dragging, buttons and keys. The picture keeps its size on the page.

import { button, saveButtons, words } from "./picture.js";

export function start(figure) {
  const svg = figure.querySelector("svg.picture");
  if (!svg) return;
  const box = svg.viewBox.baseVal;
  const whole = { x: box.x, y: box.y, width: box.width, height: box.height };
  let now = { ...whole };

  function show(next) {
    const width = Math.min(whole.width, Math.max(whole.width / 16, next.width));
    const height = width * whole.height / whole.width;
    now = {
      x: Math.min(whole.x + whole.width - width, Math.max(whole.x, next.x)),
      y: Math.min(whole.y + whole.height - height, Math.max(whole.y, next.y)),
      width, height,
    };
    svg.setAttribute("viewBox", `${now.x} ${now.y} ${now.width} ${now.height}`);
    svg.classList.toggle("zoomed", width < whole.width);
  }

  function zoom(factor, across = 0.5, down = 0.5) {
    const width = Math.min(whole.width, now.width * factor);
    const height = width * whole.height / whole.width;
    show({ x: now.x + (now.width - width) * across, y: now.y + (now.height - height) * down, width });
  }
  const pan = (across, down) => show({ x: now.x + across * now.width, y: now.y + down * now.height, width: now.width });

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height);
  }, { passive: false });

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !event.target.closest("a") && now.width < whole.width) held = [event.clientX, event.clientY];
  });
  window.addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const frame = svg.getBoundingClientRect();
    pan((held[0] - event.clientX) / frame.width, (held[1] - event.clientY) / frame.height);
    held = [event.clientX, event.clientY];
  });

  button(figure, "+", () => zoom(1 / 1.5), words("zoomIn"));
  button(figure, "−", () => zoom(1.5), words("zoomOut"));
  button(figure, "←", () => pan(-0.25, 0), words("left"));
  button(figure, "→", () => pan(0.25, 0), words("right"));
  button(figure, "⟲", () => show(whole), words("whole"));
  saveButtons(figure, () => svg, figure.dataset.name || "picture");
}
