import type { Slips } from '../lib/forms.ts';
import { hasText, type Translate } from '../lib/language.ts';
import type { Errors } from './form.tsx';

/** What is wrong with each field, in words: the feature's own `<namespace>:slip.<code>` where it has one, else `ui:slip.<code>`. */
export function errorsOf(t: Translate, slips: Slips = {}, namespace = 'ui'): Errors {
  return Object.fromEntries(
    Object.entries(slips).map(([field, { code, values }]) => {
      const key = [`${namespace}:slip.${code}`, `ui:slip.${code}`].find(hasText);
      return [field, key ? t(key, values) : t('ui:slip.not-a-choice')];
    }),
  );
}
