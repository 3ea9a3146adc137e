/** Asks the browser where it is, when the button is pressed and not before; what comes back is sent once and kept nowhere. */
const form = document.querySelector<HTMLFormElement>('form[data-here]');
if (form && 'geolocation' in navigator) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    const at = form.elements.namedItem('at') as HTMLInputElement;
    if (at.value !== '') return;
    event.preventDefault();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Good to a kilometre: no finer than the town that is looked for.
        at.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        form.submit();
        at.value = '';
      },
      () => form.querySelector('[role=alert]')?.removeAttribute('hidden'),
      { maximumAge: 600_000, timeout: 15_000 },
    );
  });
}
