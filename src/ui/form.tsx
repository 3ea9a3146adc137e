import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { renderToString } from 'preact-render-to-string';
import { FrameContext, useFrame } from './frame.ts';
import { wordsIn } from './words-in.ts';

/** What was typed, by field name; a field that may hold several values has a list. */
export type Typed = Readonly<Record<string, unknown>>;

/** What is wrong, by field name, in the order of the page. An empty name is about the form as a whole. */
export type Errors = Readonly<Record<string, string>>;

/** What the fields of a form are called, by name, in the order of the page. */
type Named = Map<string, ComponentChildren>;
type Filled = { typed: Typed; errors: Errors; prefix: string; named?: Named };

const FormContext = createContext<Filled>({ typed: {}, errors: {}, prefix: '' });

export type FormProps = {
  action: string;
  /** default post */
  method?: 'post' | 'get';
  /** what the fields show: stored values, or what was typed before a slip */
  values?: Typed;
  /** shown in a summary on top and at each field */
  errors?: Errors;
  /** hidden fields */
  hidden?: Readonly<Record<string, string>>;
  /** sends files */
  files?: boolean;
  /** tells the fields of several forms on one page apart */
  id?: string;
  /** a long one: what is typed is kept until it is sent, where its page says so (`unsent` of the route) */
  long?: boolean;
  children: ComponentChildren;
};

/** Gives every field in it its value and its error by name, so that a page only names its fields. */
export function Form({ action, method = 'post', values = {}, errors = {}, hidden = {}, files, id, long, children }: FormProps) {
  const { csrf, unsent } = useFrame();
  const keeps = long ? unsent : undefined;
  const typed = keeps?.values ?? values;
  const sent = { ...(method === 'post' && csrf ? { csrf } : {}), ...hidden };
  const filled = { typed, errors, prefix: id ? `${id}-` : '' };
  return (
    <FormContext.Provider value={filled}>
      <form
        class="form"
        id={id}
        action={action}
        method={method}
        enctype={files ? 'multipart/form-data' : undefined}
        novalidate
        data-unsent={keeps?.action}
      >
        {Object.entries(sent).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Summary {...filled}>{children}</Summary>
        {keeps?.said && <UnsentNotice said={keeps.said} />}
        {children}
        {keeps && <KeepUnsent action={keeps.action} form={action} isKept={keeps.said !== undefined} />}
      </form>
    </FormContext.Provider>
  );
}

function UnsentNotice({ said }: { said: string }) {
  const { t } = useFrame();
  return (
    <div class="alert" data-color="info">
      <p>{t('ui:unsent.found', { when: said })}</p>
    </div>
  );
}

/** After the button that sends, which a press of Enter must mean. */
function KeepUnsent({ action, form, isKept }: { action: string; form: string; isKept: boolean }) {
  const { t } = useFrame();
  return (
    <div class="actions unsent">
      <input type="hidden" name="unsent-form" value={form} />
      <button class="ds-button" type="submit" data-variant="tertiary" formaction={action}>
        {t('ui:unsent.keep')}
      </button>
      {isKept && (
        <button class="ds-button" type="submit" data-variant="tertiary" formaction={action} name="unsent-drop" value="yes">
          {t('ui:unsent.drop')}
        </button>
      )}
      <p class="note" role="status" data-unsent-said={t('ui:unsent.kept')} />
    </div>
  );
}

/** A form that is a single button: the smallest act. */
export function ActForm({
  action,
  hidden,
  children,
}: {
  action: string;
  hidden?: Readonly<Record<string, string>>;
  children: ComponentChildren;
}) {
  const { csrf } = useFrame();
  const sent = { ...(csrf ? { csrf } : {}), ...hidden };
  return (
    <form class="act" action={action} method="post">
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** It stands before the fields it names: what they are called is learnt by drawing them once before. */
function Summary({ children, ...filled }: Filled & { children: ComponentChildren }) {
  const frame = useFrame();
  if (Object.keys(filled.errors).length === 0) return null;
  const named: Named = new Map();
  renderToString(
    <FrameContext.Provider value={frame}>
      <FormContext.Provider value={{ ...filled, named }}>{children}</FormContext.Provider>
    </FrameContext.Provider>,
  );
  return <ErrorSummary errors={filled.errors} prefix={filled.prefix} named={named} />;
}

/** Says on top what must be put right, each a link to its field, by the field's name. Drawn by Form; alone only where there is no form. */
export function ErrorSummary({ errors, prefix = '', named = new Map() }: { errors: Errors; prefix?: string; named?: Named }) {
  const { t } = useFrame();
  const order = [...named.keys()];
  const slips = Object.entries(errors).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  if (slips.length === 0) return null;
  return (
    <div class="ds-error-summary" role="alert" tabindex={-1} autofocus aria-labelledby={`${prefix}errors`}>
      <h2 id={`${prefix}errors`}>{t('ui:errors')}</h2>
      <ul class="ds-list">
        {slips.map(([name, text]) => (
          <li key={name}>
            {name ? (
              <a class="ds-link" href={`#${idOf(prefix, name)}`}>
                {withName(wordsIn(named.get(name)), text)}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A label longer than this is told by its first words. */
const LONGEST = 60;

/** "Postnummer: Fyll ut dette feltet.", or the question and what to do about it; a slip that says the name itself stands alone. */
function withName(label: string, slip: string): string {
  if (!label || says(slip, label)) return slip;
  const short = label.length > LONGEST ? `${label.slice(0, label.lastIndexOf(' ', LONGEST))} …` : label;
  return /[?…]$/.test(short) ? `${short} ${slip}` : `${short.replace(/[.:]$/, '')}: ${slip}`;
}

/** Most of the words of the one are in the other. */
function says(slip: string, label: string): boolean {
  const said = slip.toLowerCase();
  const words = label.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
  const all = new Set(said.match(/[\p{L}\p{N}-]+/gu) ?? []);
  return said.includes(label.toLowerCase()) || words.filter((word) => all.has(word)).length * 2 > words.length;
}

export function FieldError({ id, children }: { id?: string; children?: ComponentChildren }) {
  const { t } = useFrame();
  if (!children) return null;
  return (
    <p class="ds-validation-message" id={id}>
      <span class="ds-sr-only">{t('ui:error')} </span>
      {children}
    </p>
  );
}

export function Optional() {
  const { t } = useFrame();
  return <span class="optional"> ({t('ui:optional')})</span>;
}

export type FieldsetProps = { legend: ComponentChildren; help?: ComponentChildren; children: ComponentChildren };

/** Fields that answer one question together. */
export function Fieldset({ legend, help, children }: FieldsetProps) {
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label legend">{legend}</legend>
      {help && <div class="help">{help}</div>}
      {children}
    </fieldset>
  );
}

/** What a field needs to show itself: its id, what it holds, what is wrong, and what describes it. */
export function useField(name: string, given: { value?: unknown; error?: string | undefined; help?: unknown; label?: ComponentChildren }) {
  const { typed, errors, prefix, named } = useContext(FormContext);
  named?.set(name, given.label);
  const id = idOf(prefix, name);
  const error = given.error ?? errors[name];
  const described = [given.help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    value: given.value ?? typed[name],
    error,
    describe: { 'aria-describedby': described || undefined, 'aria-invalid': error ? (true as const) : undefined },
  };
}

function idOf(prefix: string, name: string): string {
  return `${prefix}${name.replace(/[^\w-]+/g, '-')}`;
}
