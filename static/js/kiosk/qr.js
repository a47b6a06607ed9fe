// A QR code from the bits the server packed ("37:base64"): one path of dark strokes on white, with the quiet zone around.

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const QUIET = 4; // modules, ISO/IEC 18004

  function dark(data, index) {
    return (data.charCodeAt(index >> 3) >> (7 - (index & 7))) & 1;
  }

  function strokes(size, data) {
    let path = "";
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        const start = x;
        while (x < size && dark(data, y * size + x)) x += 1;
        if (x > start) path += `M${start + QUIET} ${y + QUIET}h${x - start}v1h-${x - start}z`;
      }
    }
    return path;
  }

  function shape(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key]));
    return element;
  }

  kiosk.qr = (bits, label) => {
    const [size, code] = [parseInt(bits, 10), bits.slice(bits.indexOf(":") + 1)];
    const edge = size + 2 * QUIET;
    const image = shape("svg", { viewBox: `0 0 ${edge} ${edge}`, class: "qr", role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
    image.append(
      shape("rect", { width: edge, height: edge, fill: "#fff" }),
      shape("path", { d: strokes(size, atob(code)), fill: "#000" }),
    );
    return image;
  };
})();
