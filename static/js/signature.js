// The signature pad: strokes as whole numbers in the pad's own units, in the form's hidden field as JSON.

const MAX_POINTS = 5500; // a little under what the server takes

function pad(form) {
  const canvas = form.querySelector("canvas");
  const field = form.elements.strokes;
  const ink = canvas.getContext("2d");
  let strokes = read(field.value);
  let writing = null; // the pointer that is down

  function read(text) {
    try {
      return JSON.parse(text || "[]");
    } catch {
      return [];
    }
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((event.clientX - box.left - canvas.clientLeft) / canvas.clientWidth) * canvas.width, canvas.width),
      within(((event.clientY - box.top - canvas.clientTop) / canvas.clientHeight) * canvas.height, canvas.height),
    ];
  }

  function draw() {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    ink.lineWidth = 6;
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = getComputedStyle(canvas).color;
    for (const [first, ...rest] of strokes) {
      ink.beginPath();
      ink.moveTo(...first);
      for (const point of rest.length ? rest : [first]) ink.lineTo(...point);
      ink.stroke();
    }
    field.value = strokes.length ? JSON.stringify(strokes) : "";
  }

  function add(point) {
    const stroke = strokes.at(-1);
    const [x, y] = stroke.at(-1) ?? [-9, -9];
    if (Math.hypot(point[0] - x, point[1] - y) >= 2 && strokes.flat().length < MAX_POINTS) stroke.push(point);
  }

  function down(event) {
    if (writing !== null || event.button > 0) return;
    writing = event.pointerId;
    canvas.setPointerCapture(writing);
    strokes.push([]);
    add(place(event));
    draw();
  }

  function move(event) {
    if (event.pointerId !== writing) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length ? steps : [event]) add(place(step));
    draw();
  }

  function up(event) {
    if (event.pointerId !== writing) return;
    writing = null;
    strokes = strokes.filter((stroke) => stroke.length);
    draw();
  }

  function change(rest) {
    strokes = rest;
    draw();
  }

  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, up);
  form.querySelector("[data-undo]").addEventListener("click", () => change(strokes.slice(0, -1)));
  form.querySelector("[data-clear]").addEventListener("click", () => change([]));
  draw();
}

document.querySelectorAll("form[data-pad]").forEach(pad);
