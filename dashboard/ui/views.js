/* Saved views: names and addresses kept in this browser alone (localStorage), nothing is sent anywhere. */
const PLACE = 'nexus-watch.views';

const load = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) || '[]');
    return Array.isArray(kept) ? kept.filter((view) => typeof view.name === 'string' && typeof view.page === 'string' && typeof view.query === 'string').slice(0, 100) : [];
  } catch { return []; }
};

const make = (tag, attributes, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
};

export default function ({ parentElement, setTriggerValue, data }) {
  const root = parentElement.querySelector('.views');
  const say = (words) => { root.querySelector('.said').textContent = words; };

  const keep = (views, words) => {
    try { localStorage.setItem(PLACE, JSON.stringify(views)); draw(); say(words); }
    catch { say('This browser does not let a page keep anything; copy the link instead.'); }
  };

  const save = (event) => {
    event.preventDefault();
    const name = root.querySelector('.name').value.trim().slice(0, 80);
    if (!name) return say('Give the view a name first.');
    const others = load().filter((view) => view.name !== name);
    keep([...others, { name, page: data.page, query: location.search.slice(1) }], `Saved as ${name}.`);
  };

  const copy = async () => {
    try { await navigator.clipboard.writeText(location.href); say('Link copied.'); }
    catch { const field = root.querySelector('.address'); field.hidden = false; field.value = location.href; field.focus(); field.select(); say('Copy the marked link.'); }
  };

  const row = (view) => make('li', {},
    make('button', { type: 'button', className: 'open', textContent: view.name, onclick: () => setTriggerValue('open', { page: view.page, query: view.query }) }),
    make('button', { type: 'button', className: 'drop', textContent: 'Delete', ariaLabel: `Delete the view ${view.name}`, onclick: () => keep(load().filter((other) => other.name !== view.name), `${view.name} deleted.`) }));

  const draw = () => {
    const views = load();
    root.replaceChildren(
      make('button', { type: 'button', className: 'copy', textContent: 'Copy the link to this view', onclick: copy }),
      make('input', { className: 'address', hidden: true, readOnly: true, ariaLabel: 'Link to this view' }),
      make('form', { onsubmit: save }, make('label', {}, 'Save this view as ', make('input', { type: 'text', className: 'name', maxLength: 80, placeholder: 'a name' })), make('button', { type: 'submit', textContent: 'Save' })),
      views.length ? make('ul', {}, ...views.map(row)) : make('p', { textContent: 'No view saved in this browser yet.' }),
      Object.assign(make('p', { className: 'said' }), { role: 'status' }));
  };
  draw();
}
