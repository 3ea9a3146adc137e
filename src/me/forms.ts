import { choice, email, form, longText, optionalText, phone, text, ticked } from '../lib/forms.ts';
import { languages } from '../lib/language.ts';

export const reachWays = ['sms', 'email', 'phone', 'post'] as const;
/** Which contact those who lead a group may see. */
export const shown = ['none', 'phone', 'email'] as const;
export type Shown = (typeof shown)[number];

export const settingsForm = form({
  called: text(80),
  fullName: optionalText(120),
  language: choice(languages),
  largeType: ticked(),
  reachBy: choice(reachWays),
  forFacilitators: choice(shown),
});

export const proveForm = form({ kind: choice(['phone', 'email']), code: text(20) });

export const contactForm = (country: 'NO' | 'DK') => form({ phone: phone(country), email: email(), address: longText(300) });
