// Facts on a map: Leaflet over outlines of countries and provinces that come with the package; no tile, no server elsewhere.
// Points {lat, lon, label, href, precision, grade, count}. The circle is as wide as the place is uncertain.

import { colour, data, saveButtons } from "./picture.js";

const REACH = { country: 250000, region: 120000, province: 80000, prefecture: 50000, county: 20000, city: 8000 };

export async function start(figure) {
  const held = data(figure);
  const stage = figure.querySelector(".stage");
  const leaflet = window.L;
  if (!held || !stage || !leaflet) return;
  stage.hidden = false;
  const map = leaflet.map(stage, { attributionControl: false, minZoom: 1, maxZoom: 12, worldCopyJump: true, renderer: leaflet.svg({ padding: 0.5 }) });
  const spots = held.points.map((p) => [p.lat, p.lon]);
  if (spots.length) map.fitBounds(leaflet.latLngBounds(spots).pad(0.4), { maxZoom: 7, animate: false });
  else map.setView([30, 60], 2);
  const answer = await fetch(figure.dataset.outlines, { credentials: "same-origin" });
  const world = await answer.json();
  const outlines = window.topojson.feature(world, world.objects.countries);
  leaflet.geoJSON(outlines, {
    interactive: false,
    style: { color: colour("rule"), weight: 1, fillColor: colour("paper"), fillOpacity: 1 },
  }).addTo(map);

  for (const address of held.provinces || []) {
    const inner = await (await fetch(address, { credentials: "same-origin" })).json();
    leaflet.geoJSON(window.topojson.feature(inner, Object.values(inner.objects)[0]), {
      interactive: false,
      style: { color: colour("rule"), weight: 0.6, dashArray: "3 2", fill: false },
    }).addTo(map);
  }

  held.points.forEach((point) => {
    const circle = leaflet.circle([point.lat, point.lon], {
      radius: REACH[point.precision] || 4000, color: colour(point.grade) || colour("ink"), weight: 1, fillOpacity: 0.12,
    });
    const dot = leaflet.circleMarker([point.lat, point.lon], {
      radius: Math.min(14, 4 + 2 * Math.sqrt(point.count || 1)), color: colour(point.grade) || colour("ink"), fillOpacity: 0.7, weight: 1,
    });
    dot.bindTooltip(point.label);
    dot.on("click", () => { if (point.href) window.location.href = point.href; });
    leaflet.layerGroup([circle, dot]).addTo(map);
  });
  saveButtons(figure, () => stage.querySelector(".leaflet-overlay-pane svg"), figure.dataset.name || "map");
}
