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

/* What is picked below the fold comes into sight, once for each thing picked; a page that opens with it stays at its top.
   A sentence that is looked up in its article comes into sight in any case. */
const asked = (word) => new URLSearchParams(location.search).get(word) || '';
const come = (element, block) => {
  const { top } = element.getBoundingClientRect();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (top < 0 || top > window.innerHeight * 0.7) element.scrollIntoView({ block, behavior: calm ? 'auto' : 'smooth' });
};
const reveal = () => {
  const page = document.documentElement.dataset, now = asked('show');
  const sentence = asked('article') + asked('at'), here = sentence !== page.nexusHere && document.querySelector('mark.nx-here');
  if (here || !asked('at')) page.nexusHere = sentence;
  if (here) { come(here, 'center'); return; }
  if (page.nexusSeen === undefined || !now) page.nexusSeen = now;
  const panel = now !== page.nexusSeen && document.querySelector('.st-key-evidence');
  if (!panel) return;
  page.nexusSeen = now;
  come(panel, 'start');
};

let told, room = 'wide';

export default function ({ setStateValue }) {
  const wide = column();
  const narrow = wide < 580;
  const mobile = navigator.userAgent.includes('Mobi');
  if (narrow !== (told ?? mobile)) setStateValue('narrow', narrow);
  told = narrow;
  const now = wide < 480 ? 'phone' : narrow ? 'tight' : wide < 690 ? 'small' : wide < 915 ? 'middle' : 'wide';
  if (now !== room && !(now === 'phone' && room === 'wide')) setStateValue('room', now);
  room = now;
  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy(document.activeElement) || !keys[event.key]) return;
    if (event.key === '/') event.preventDefault();
    keys[event.key]();
  };
  let waiting;
  const changes = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(reveal, 150); });
  changes.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('keydown', listen);
  document.documentElement.dataset.nexusKeys = 'on';
  return () => { changes.disconnect(); clearTimeout(waiting); document.removeEventListener('keydown', listen); };
}
