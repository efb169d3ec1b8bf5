/* Point at a country on the map and only its arcs stay; nothing is asked of the server. Arcs name their pairs in trace.meta
   (figures/map_layers.py); the lines are redrawn with the map's own projection from the part that stays.
   Press an entry of a legend (ui/legend.py) and the server filters by it. */
const of = (pair, code) => pair.split('-').includes(code);

const lines = (plot, code) => {
  const path = plot._fullLayout.geo._subplot.projection.getPath();
  plot.querySelectorAll('.scatterlayer path.js-line').forEach((line) => {
    const shape = line.__data__?.geojson;
    const pairs = line.__data__?.trace?.meta?.split(' ');
    if (!shape || !pairs) return;
    const every = shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates;
    const kept = every.filter((_, n) => !code || of(pairs[n], code));
    line.setAttribute('d', (kept.length && path({ type: 'MultiLineString', coordinates: kept })) || '');
  });
};

const marks = (plot) => [...plot.querySelectorAll('.scatterlayer path.point')].filter((mark) => String(mark.__data__?.data).startsWith('arc|'));

const keep = (plot, code) => {
  const known = code && plot.data.some((trace) => typeof trace.meta === 'string' && trace.meta.split(' ').some((pair) => of(pair, code)));
  const shown = known ? code : '';
  if ((plot.dataset.only || '') === shown) return;
  plot.dataset.only = shown;
  lines(plot, shown);
  marks(plot).forEach((mark) => { mark.style.visibility = !shown || of(mark.__data__.data.split('|')[1], shown) ? '' : 'hidden'; });
};

const within = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/* Whose ground lies there; undefined on the mark of an arc, which must not vanish under the pointer. */
const ground = (plot, x, y) => {
  if (marks(plot).some((mark) => mark.style.visibility !== 'hidden' && within(mark.getBoundingClientRect(), x, y))) return undefined;
  const found = [...plot.querySelectorAll('path.choroplethlocation')].find((land) => {
    if (!within(land.getBoundingClientRect(), x, y)) return false;
    return land.isPointInFill(new DOMPoint(x, y).matrixTransform(land.getScreenCTM().inverse()));
  });
  return found?.__data__?.loc || '';
};

/* Arrows lie along their arcs; when the map is turned they turn with them. What lies ahead of each is noted before. */
const turn = (plot) => marks(plot).forEach((mark) => {
  const { projection } = plot._fullLayout.geo._subplot, arrow = mark.__data__, [x, y] = projection(arrow.lonlat);
  if (arrow.data.endsWith('|')) return;
  const way = (arrow.ma * Math.PI) / 180;
  arrow.ahead ||= projection.invert([x + Math.sin(way), y - Math.cos(way)]);
  const [u, v] = projection(arrow.ahead);
  const now = (Math.atan2(u - x, y - v) * 180) / Math.PI;
  mark.setAttribute('transform', `translate(${x},${y}) rotate(${now - arrow.ma})`);
});

const map = () => {
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  return plot?._fullLayout?.geo?._subplot ? plot : null;
};
const turned = () => { const plot = map(); if (plot) turn(plot); };

let waiting = false;
const look = (event) => {
  if (waiting || (event.pointerType === 'touch' && !event.buttons)) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const plot = map();
    if (!plot) return;
    if (event.buttons) { if (plot.contains(event.target)) turn(plot); return; }
    const code = plot.contains(event.target) ? ground(plot, event.clientX, event.clientY) : '';
    if (code !== undefined) keep(plot, code);
  });
};

/* A legend is written anew with its figure: the keyboard stays on the entry that was pressed, until it goes elsewhere. */
let pressed = '';
const leave = () => { pressed = ''; };
const stay = () => {
  if (pressed && document.activeElement === document.body) document.querySelector(pressed)?.focus({ preventScroll: true });
};

export default function ({ setTriggerValue }) {
  const press = (event) => {
    const entry = event.target.closest?.('.nx-legend button');
    if (!entry) return;
    pressed = `.nx-legend[data-of="${entry.closest('.nx-legend').dataset.of}"] button[data-press="${entry.dataset.press}"]`;
    setTriggerValue('pressed', entry.dataset.press);
  };
  const changes = new MutationObserver(stay);
  changes.observe(document.body, { childList: true, subtree: true });
  const hold = () => { leave(); turned(); };
  const drop = () => setTimeout(turned, 60);
  const listeners = { pointermove: look, click: press, pointerdown: hold, pointerup: drop, keydown: leave };
  Object.entries(listeners).forEach(([name, act]) => document.addEventListener(name, act));
  return () => {
    changes.disconnect();
    Object.entries(listeners).forEach(([name, act]) => document.removeEventListener(name, act));
  };
}
