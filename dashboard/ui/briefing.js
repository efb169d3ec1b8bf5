/* Keys of the view for a room. The views are those saved in this browser (views.js keeps them); nothing is sent on. */
const PLACE = 'nexus-watch.views';
const HERE = 'nexus-watch.step';
const ON = ['ArrowRight', 'PageDown', ' '];
const BACK = ['ArrowLeft', 'PageUp'];

const saved = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) || '[]');
    return Array.isArray(kept) ? kept.filter((view) => typeof view.name === 'string' && typeof view.query === 'string') : [];
  } catch { return []; }
};

let told = '';

/* The figures are drawn for the window they stand in; told once for each size, when it has come to rest. */
const measure = (setStateValue) => {
  const now = [window.innerWidth, window.innerHeight];
  if (String(now) !== told) { told = String(now); setStateValue('screen', now); }
};

export default function ({ parentElement, setTriggerValue, setStateValue }) {
  const words = parentElement.querySelector('.steps');
  const now = () => Number(sessionStorage.getItem(HERE) ?? -1);
  const tell = () => {
    const views = saved();
    const named = views[now()] ? `${views[now()].name} (${now() + 1} of ${views.length}) · ` : '';
    words.textContent = views.length
      ? `${named}← → step through ${views.length} saved views · F other figure · Esc leaves`
      : 'No view is saved in this browser yet · F other figure · Esc leaves';
  };
  tell();

  const press = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(event.target.tagName)) return;
    if (event.key === 'Escape') { event.preventDefault(); setTriggerValue('go', 'leave'); return; }
    if (event.key === 'f' || event.key === 'F') { event.preventDefault(); setTriggerValue('go', 'figure'); return; }
    const views = saved();
    const way = ON.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
    if (!way || !views.length) return;
    event.preventDefault();
    const next = now() < 0 ? (way > 0 ? 0 : views.length - 1) : (now() + way + views.length) % views.length;
    sessionStorage.setItem(HERE, String(next));
    tell();
    setTriggerValue('go', { page: views[next].page, query: views[next].query });
  };
  let rest;
  const resized = () => { clearTimeout(rest); rest = setTimeout(() => measure(setStateValue), 400); };
  measure(setStateValue);
  document.addEventListener('keydown', press);
  window.addEventListener('resize', resized);
  return () => { document.removeEventListener('keydown', press); window.removeEventListener('resize', resized); };
}
