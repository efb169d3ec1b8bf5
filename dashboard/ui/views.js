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
  const say = (words, before) => {
    const undo = before && make('button', { type: 'button', className: 'undo', textContent: 'Undo', onclick: () => keep(before, 'As it was before.') });
    root.querySelector('.said').replaceChildren(words, ...(undo ? [' ', undo] : []));
  };

  /* `before`: the views to go back to, where what was done can be undone. */
  const keep = (views, words, before) => {
    try { localStorage.setItem(PLACE, JSON.stringify(views)); draw(); say(words, before); }
    catch { say('This browser keeps nothing more: its room for this page is full or closed. Delete a view, or copy the link instead.'); }
  };

  const named = (field) => field.value.trim().slice(0, 80);

  const save = (event) => {
    event.preventDefault();
    const name = named(root.querySelector('.name')), before = load();
    if (!name) return say('Give the view a name first.');
    if (before.length >= 100) return say('A hundred views are saved; delete one first.');
    const others = before.filter((view) => view.name !== name), replaced = others.length < before.length;
    const view = { name, page: data.page, query: location.search.slice(1) };
    keep([...others, view], replaced ? `${name} now holds this view.` : `Saved as ${name}.`, replaced && before);
  };

  const drop = (view) => { const before = load(); keep(before.filter((other) => other.name !== view.name), `${view.name} deleted.`, before); };

  const rename = (view, line) => {
    const field = make('input', { type: 'text', value: view.name, maxLength: 80, ariaLabel: `New name of the view ${view.name}` });
    const done = (event) => {
      event.preventDefault();
      const name = named(field), before = load();
      if (name === view.name) return draw();
      if (!name) return say('Give the view a name first.');
      if (before.some((other) => other.name === name)) return say(`Another view is called ${name}; choose a name of its own.`);
      keep(before.map((other) => (other.name === view.name ? { ...other, name } : other)), `${view.name} is now ${name}.`, before);
    };
    line.replaceChildren(make('form', { className: 'rename', onsubmit: done }, field, make('button', { type: 'submit', textContent: 'Rename' })));
    field.focus();
    field.select();
  };

  const copy = async () => {
    try { await navigator.clipboard.writeText(location.href); say('Link copied.'); }
    catch { const field = root.querySelector('.address'); field.hidden = false; field.value = location.href; field.focus(); field.select(); say('Copy the marked link.'); }
  };

  const row = (view) => {
    const line = make('li', {});
    line.append(
      make('button', { type: 'button', className: 'open', textContent: view.name, onclick: () => setTriggerValue('open', { page: view.page, query: view.query }) }),
      make('button', { type: 'button', textContent: 'Rename', ariaLabel: `Rename the view ${view.name}`, onclick: () => rename(view, line) }),
      make('button', { type: 'button', className: 'drop', textContent: 'Delete', ariaLabel: `Delete the view ${view.name}`, onclick: () => drop(view) }));
    return line;
  };

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
