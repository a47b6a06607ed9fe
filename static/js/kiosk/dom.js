// What every part of the terminal builds its screens with. Texts go in as text, never as markup; there is no link anywhere.

window.kiosk = { screens: {} };

kiosk.make = (tag, options, ...children) => {
  const { className, text, ...attributes } = options || {};
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  Object.keys(attributes).forEach((name) => {
    if (attributes[name] !== undefined && attributes[name] !== false) element.setAttribute(name, attributes[name]);
  });
  children.filter(Boolean).forEach((child) => element.append(child));
  return element;
};

kiosk.button = (text, action, options) => {
  const { note, mark, badge, disabled, pressed, className } = options || {};
  const { make } = kiosk;
  const words = make("span", { className: "words" }, make("span", { text }), note && make("small", { text: note }));
  const button = make(
    "button",
    { type: "button", className: className || "btn", "aria-pressed": pressed },
    badge && make("span", { className: "badge", text: badge, "aria-hidden": "true" }),
    words,
    mark && make("span", { className: "mark mark-bad", text: mark }),
  );
  button.disabled = Boolean(disabled);
  button.addEventListener("click", action);
  return button;
};

kiosk.list = (className, items) => {
  const { make } = kiosk;
  return make("ul", { className }, ...items.map((item) => make("li", null, item)));
};

kiosk.part = (title, ...children) => kiosk.make("section", { className: "part" }, kiosk.make("h2", { text: title }), ...children);
