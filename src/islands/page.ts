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
