import type { ComponentChildren } from 'preact';
import { FieldError, Optional, useField } from './form.tsx';
import { useFrame } from './frame.ts';
import { Icon } from './icon.tsx';

type Common = {
  name: string;
  label: ComponentChildren;
  /** one line under the label */
  help?: ComponentChildren;
  optional?: boolean;
  /** value and error come from the form; give them here only outside one */
  value?: string | number | null;
  error?: string;
};

export type FieldProps = Common & {
  type?: 'text' | 'tel' | 'email' | 'number' | 'url' | 'search' | 'password' | 'file' | 'textarea';
  /** how much is expected: 4 characters, half a line, a line (default) */
  width?: 'short' | 'half' | 'full';
  /** lines of a textarea, default 4 */
  rows?: number;
  autocomplete?: string;
  /** digits keyboard on phones */
  digits?: boolean;
  /** stands after the field: "minutter" */
  unit?: string;
  max?: number;
  accept?: string;
};

export function Field(props: FieldProps) {
  const { name, type = 'text', width = 'full', rows = 4, autocomplete, digits, unit, max, accept } = props;
  const field = useField(name, props);
  const shared = { class: `ds-input ${width}`, id: field.id, name, autocomplete, maxlength: max, ...field.describe };
  const text = textOf(field.value);
  // Preact types each kind of input apart; one of them stands for all
  const kind = (type === 'number' ? 'text' : type) as 'text';
  const mode = digits || type === 'number' ? 'numeric' : undefined;
  return (
    <Labelled {...props} id={field.id} error={field.error}>
      {type === 'textarea' ? (
        <textarea {...shared} rows={rows}>
          {text}
        </textarea>
      ) : (
        <WithUnit unit={unit}>
          <input
            {...shared}
            type={kind}
            inputmode={mode}
            accept={accept}
            value={type === 'file' || type === 'password' ? undefined : text}
            spellcheck={type === 'text' ? undefined : false}
          />
        </WithUnit>
      )}
    </Labelled>
  );
}

/** A day, typed as people write it; with script it can also be picked. A stored YYYY-MM-DD is shown as 1.12.2026. */
export function DayField(props: Common) {
  const { t } = useFrame();
  const help = props.help ?? t('ui:dayExample');
  const field = useField(props.name, { ...props, help });
  return (
    <Labelled {...props} help={help} id={field.id} error={field.error}>
      <span class="day">
        <input
          class="ds-input half"
          id={field.id}
          name={props.name}
          type="text"
          autocomplete="off"
          value={dayText(textOf(field.value))}
          {...field.describe}
        />
        <button class="ds-button" type="button" data-variant="secondary" data-pick-day={field.id} aria-label={t('ui:pickDay')} hidden>
          <Icon name="calendar" />
        </button>
      </span>
    </Labelled>
  );
}

/** A time of day, typed as people write it: 18, 1830, 18.30 or 18:30. A stored HH:MM is shown as 18.30 (18:30 in English). */
export function ClockField(props: Common) {
  const { t } = useFrame();
  const help = props.help ?? t('ui:clockExample');
  const field = useField(props.name, { ...props, help });
  return (
    <Labelled {...props} help={help} id={field.id} error={field.error}>
      <input
        class="ds-input short"
        id={field.id}
        name={props.name}
        type="text"
        autocomplete="off"
        value={textOf(field.value).replace(':', t('ui:clockMark'))}
        {...field.describe}
      />
    </Labelled>
  );
}

export type Option = { value: string; label: string; disabled?: boolean };
export type SelectProps = Common & {
  options: readonly (Option | { label: string; options: readonly Option[] })[];
  /** the first line when nothing is chosen yet; false leaves it out */
  empty?: string | false;
};

export function Select(props: SelectProps) {
  const { t } = useFrame();
  const field = useField(props.name, props);
  const chosen = textOf(field.value);
  const line = (option: Option) => (
    <option key={option.value} value={option.value} disabled={option.disabled} selected={option.value === chosen}>
      {option.label}
    </option>
  );
  return (
    <Labelled {...props} id={field.id} error={field.error}>
      <select class="ds-input" id={field.id} name={props.name} {...field.describe}>
        {props.empty !== false && <option value="">{props.empty ?? t('ui:choose')}</option>}
        {props.options.map((option) =>
          'options' in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map(line)}
            </optgroup>
          ) : (
            line(option)
          ),
        )}
      </select>
    </Labelled>
  );
}

function Labelled({ id, label, help, optional, error, children }: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {label}
        {optional && <Optional />}
      </label>
      {help && (
        <div class="help" id={`${id}-help`}>
          {help}
        </div>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {children}
    </div>
  );
}

function WithUnit({ unit, children }: { unit: string | undefined; children: ComponentChildren }) {
  return unit ? (
    <span class="with-unit">
      {children}
      <span>{unit}</span>
    </span>
  ) : (
    <>{children}</>
  );
}

function dayText(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year ? `${Number(day)}.${Number(month)}.${year}` : text;
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
