/// <reference lib="dom" />
// Passkeys: the one thing about signing in that a browser cannot do without script. The answer is sent as an ordinary form.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

if (browserSupportsWebAuthn())
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void answer(form);
    });
  }

async function answer(form: HTMLFormElement): Promise<void> {
  const failed = form.querySelector<HTMLElement>('[data-failed]');
  const button = form.querySelector('button');
  if (failed) failed.hidden = true;
  if (button) button.disabled = true;
  try {
    const optionsJSON = await ask(form);
    const response =
      form.dataset['passkey'] === 'create' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
    fill(form, 'response', JSON.stringify(response));
    copyTick(form);
    form.submit();
  } catch {
    // Most often the person changed her mind; the browser has said the rest.
    if (failed) failed.hidden = false;
    if (button) button.disabled = false;
  }
}

async function ask(form: HTMLFormElement) {
  const csrf = form.querySelector<HTMLInputElement>('[name=csrf]')?.value ?? '';
  const reply = await fetch(form.dataset['options'] ?? '', { method: 'POST', body: new URLSearchParams({ csrf }) });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return await reply.json();
}

/** A tick elsewhere on the page goes along. */
function copyTick(form: HTMLFormElement): void {
  const name = form.dataset['copies'];
  const tick = name ? document.querySelector<HTMLInputElement>(`input[type=checkbox][name=${name}]`) : null;
  if (name && tick) fill(form, name, tick.checked ? tick.value : '');
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
