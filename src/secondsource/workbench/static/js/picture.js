// What all pictures share: their data, their colours, and saving them as SVG or PNG. Nothing is fetched from elsewhere.

export function data(figure) {
  const holder = document.getElementById(figure.dataset.source);
  return holder ? JSON.parse(holder.textContent) : null;
}

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Words of the interface that a script needs stand on the body, in the reader's language.
export function words(name) {
  return document.body.dataset[name] || "";
}

export function button(figure, label, act, name = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (name) {
    made.setAttribute("aria-label", name);
    made.title = name;
  }
  made.addEventListener("click", act);
  tools(figure).append(made);
  return made;
}

function tools(figure) {
  let bar = figure.querySelector(".tools");
  if (!bar) {
    bar = document.createElement("div");
    bar.className = "tools";
    figure.prepend(bar);
  }
  return bar;
}

export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// The picture as it stands, with the styles that it has on the page written into it.
export function svgText(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "opacity"]) {
      to[i].style.setProperty(name, style.getPropertyValue(name));
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = svg.getBoundingClientRect();
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  return new XMLSerializer().serializeToString(copy);
}

export function saveButtons(figure, svg, name) {
  button(figure, "SVG", () => {
    save(`${name}.svg`, new Blob([svgText(svg())], { type: "image/svg+xml" }));
  });
  button(figure, "PNG", async () => {
    const source = svg();
    const box = source.getBoundingClientRect();
    const image = new Image();
    const url = URL.createObjectURL(new Blob([svgText(source)], { type: "image/svg+xml" }));
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = box.width * 2;
    canvas.height = box.height * 2;
    const pen = canvas.getContext("2d");
    pen.fillStyle = colour("paper") || "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => save(`${name}.png`, blob));
  });
}
