// Networks and org charts: Cytoscape with dagre. Nodes {id, label, kind, href, note}; edges {source, target, label, kind}.

import { button, colour, data, save, words } from "./picture.js";

function style() {
  const ink = colour("ink");
  const soft = colour("soft");
  return [
    { selector: "node", style: {
      "label": "data(label)", "font-size": 11, "color": ink, "text-wrap": "wrap", "text-max-width": 130,
      "background-color": soft, "width": 16, "height": 16, "text-valign": "bottom", "text-margin-y": 4,
      "text-outline-color": colour("paper"), "text-outline-width": 2 } },
    { selector: "node[kind = 'post']", style: { "shape": "round-rectangle", "background-color": soft, "width": 20, "height": 12 } },
    { selector: "node[kind = 'body']", style: { "shape": "round-rectangle", "background-color": colour("acknowledged"), "width": 26 } },
    { selector: "node[kind = 'person']", style: { "background-color": colour("corroborated") } },
    { selector: "node[kind = 'source']", style: { "shape": "diamond", "background-color": colour("unclear") } },
    { selector: "node[kind = 'report']", style: { "shape": "rectangle", "background-color": colour("one_source") } },
    { selector: "node[kind = 'money']", style: { "shape": "hexagon", "background-color": colour("contested") } },
    { selector: "node[kind = 'fact']", style: { "shape": "star", "background-color": ink, "width": 22, "height": 22 } },
    { selector: "edge", style: {
      "width": 1.2, "line-color": soft, "target-arrow-color": soft, "target-arrow-shape": "triangle", "curve-style": "bezier",
      "label": "data(label)", "font-size": 9, "color": soft, "text-background-color": colour("paper"),
      "text-background-opacity": 0.85, "text-rotation": "autorotate" } },
    { selector: "edge[kind = 'former'], edge[kind = 'unknown']", style: { "line-style": "dashed" } },
    { selector: ".faded", style: { "opacity": 0.15 } },
  ];
}

function elements(held) {
  const known = new Set(held.nodes.map((node) => node.id));
  return [
    ...held.nodes.map((node) => ({ data: node })),
    ...held.edges.filter((e) => known.has(e.source) && known.has(e.target)).map((e, i) => ({ data: { id: `edge${i}`, label: "", ...e } })),
  ];
}

export function start(figure) {
  const held = data(figure);
  const stage = figure.querySelector(".stage");
  if (!held || !stage || !window.cytoscape) return;
  stage.hidden = false;
  const ranked = figure.dataset.layout === "ranked";
  const layout = ranked || held.nodes.length <= 60
    ? { name: "dagre", rankDir: ranked ? "TB" : "LR", nodeSep: ranked ? 40 : 16, rankSep: ranked ? 70 : 130, animate: false, nodeDimensionsIncludeLabels: true }
    : { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, nodeRepulsion: () => 20000, idealEdgeLength: () => 60 };
  const graph = window.cytoscape({ container: stage, elements: elements(held), style: style(), layout, maxZoom: 4, minZoom: 0.1 });

  const fit = () => {
    graph.fit(undefined, 24);
    if (graph.zoom() > 1.3) {
      graph.zoom(1.3);
      graph.center();
    }
  };
  fit();

  graph.on("tap", "node", (event) => { if (event.target.data("href")) window.location.href = event.target.data("href"); });
  graph.on("mouseover", "node", (event) => {
    const near = event.target.closedNeighborhood();
    graph.elements().not(near).addClass("faded");
    figure.querySelector(".hint").textContent = event.target.data("note") || event.target.data("label");
  });
  graph.on("mouseout", "node", () => { graph.elements().removeClass("faded"); });

  const centre = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
  const zoom = (factor) => graph.zoom({ level: graph.zoom() * factor, renderedPosition: centre });
  button(figure, "+", () => zoom(1.4), words("zoomIn"));
  button(figure, "−", () => zoom(1 / 1.4), words("zoomOut"));
  button(figure, "⟲", fit, words("whole"));
  button(figure, "PNG", () => {
    save(`${figure.dataset.name || "network"}.png`, graph.png({ output: "blob", scale: 2, bg: colour("paper") || "white" }));
  });
  button(figure, "SVG", () => {
    save(`${figure.dataset.name || "network"}.svg`, new Blob([drawn(graph)], { type: "image/svg+xml" }));
  });
  filter(figure, graph);
}

function filter(figure, graph) {
  const field = figure.querySelector("input[type=search]");
  if (!field) return;
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    graph.elements().removeClass("faded");
    if (words) graph.nodes().filter((node) => !node.data("label").toLowerCase().includes(words)).addClass("faded");
  });
}

function escaped(text) {
  return String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

// Cytoscape draws on a canvas; as SVG the graph is drawn once more, plainly, from where its nodes stand.
function drawn(graph) {
  const box = graph.elements().boundingBox({ includeLabels: true });
  const lines = graph.edges().map((edge) => {
    const [a, b] = [edge.source().position(), edge.target().position()];
    const dash = ["former", "unknown"].includes(edge.data("kind")) ? ' stroke-dasharray="4 3"' : "";
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="#777"${dash}/>` +
      `<text x="${(a.x + b.x) / 2}" y="${(a.y + b.y) / 2}" font-size="9" fill="#555">${escaped(edge.data("label"))}</text>`;
  });
  const dots = graph.nodes().map((node) => {
    const at = node.position();
    return `<circle cx="${at.x}" cy="${at.y}" r="8" fill="${escaped(node.style("background-color"))}"/>` +
      `<text x="${at.x}" y="${at.y + 20}" font-size="11" text-anchor="middle">${escaped(node.data("label"))}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" viewBox="${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 50}">${lines.join("")}${dots.join("")}</svg>`;
}
