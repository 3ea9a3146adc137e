/// <reference lib="dom" />
// What every page gains from script: leaving without a trace in the history, printing, and picking a day.

const exit = document.querySelector<HTMLAnchorElement>('[data-quick-exit]');
let escapes: number[] = [];

exit?.addEventListener('click', (event) => {
  event.preventDefault();
  leave(exit.href);
});

document.addEventListener('keydown', (event) => {
  if (!exit || event.key !== 'Escape') return;
  escapes = [...escapes.filter((at) => event.timeStamp - at < 3000), event.timeStamp];
  if (escapes.length >= 3) leave(exit.href);
});

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.parentElement?.querySelector<HTMLElement>('[data-print-hint]')?.setAttribute('hidden', '');
  button.addEventListener('click', () => print());
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-pick-day]')) offerCalendar(button);

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-unsent]')) keepUnsent(form, form.dataset['unsent']!);

/** A long form keeps what is typed by itself: a while after the last sign, and when the page is left. What is sent is not kept. */
function keepUnsent(form: HTMLFormElement, action: string): void {
  const said = form.querySelector<HTMLElement>('[data-unsent-said]');
  let waits: number | undefined;
  const keep = async () => {
    if (waits === undefined) return;
    clearTimeout(waits);
    waits = undefined;
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    body.set('unsent-quiet', 'yes');
    const reply = await fetch(action, { method: 'POST', body, keepalive: true }).catch(() => undefined);
    if (said && reply?.status === 204) said.textContent = said.dataset['unsentSaid'] ?? '';
  };
  form.addEventListener('input', () => {
    clearTimeout(waits);
    waits = window.setTimeout(keep, 5_000);
  });
  form.addEventListener('submit', () => {
    clearTimeout(waits);
    waits = undefined;
  });
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' && keep()));
}

/** The page goes blank at once, also when the next one is slow. */
function leave(href: string): void {
  document.body.replaceChildren();
  document.title = '\u00a0';
  location.replace(href);
}

function offerCalendar(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset['pickDay'] ?? '') as HTMLInputElement | null;
  if (!field || !('showPicker' in HTMLInputElement.prototype)) return;
  const calendar = document.createElement('input');
  calendar.type = 'date';
  calendar.tabIndex = -1;
  calendar.className = 'day-calendar';
  calendar.setAttribute('aria-hidden', 'true');
  button.after(calendar);
  button.hidden = false;
  button.addEventListener('click', () => calendar.showPicker());
  calendar.addEventListener('change', () => {
    const [year, month, day] = calendar.value.split('-').map(Number);
    if (year) field.value = `${day}.${month}.${year}`;
    field.focus();
  });
}
