/* Keys for the whole page: / searches, ? helps, arrows walk along the events. Also tells the server of a narrow screen. */
const busy = (element) =>
  element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName) ||
    element.closest('[role="grid"],[role="radiogroup"],[role="tablist"],[role="listbox"],[role="dialog"],[role="slider"],[role="menu"]'));

const press = (key) => document.querySelector(`.st-key-${key} button:not([disabled])`)?.click();

const search = () => {
  const find = () => document.querySelector('.st-key-w_q input');
  const opener = document.querySelector('[data-testid="stExpandSidebarButton"]');
  if (opener && opener.offsetParent) opener.click();
  setTimeout(() => { const input = find(); if (input) { input.focus(); input.select(); } }, opener ? 350 : 0);
};

const keys = {
  '/': search,
  '?': () => press('help'),
  ArrowLeft: () => press('earlier'),
  ArrowRight: () => press('later'),
  Escape: () => press('close_evidence'),
};

/* The width of the column that the page is written in; the bar of filters takes its share of the window. */
const column = () => {
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return window.innerWidth;
  const style = getComputedStyle(block);
  return block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
};

let told, room = 'wide';

export default function ({ setStateValue }) {
  const wide = column();
  const narrow = wide < 680;
  const mobile = navigator.userAgent.includes('Mobi');
  if (told === undefined && narrow !== mobile) setStateValue('narrow', narrow);
  told = narrow;
  const now = wide < 915 ? 'middle' : 'wide';
  if (now !== room && !narrow) setStateValue('room', now);
  room = now;
  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy(document.activeElement) || !keys[event.key]) return;
    if (event.key === '/') event.preventDefault();
    keys[event.key]();
  };
  document.addEventListener('keydown', listen);
  document.documentElement.dataset.nexusKeys = 'on';
  return () => document.removeEventListener('keydown', listen);
}
