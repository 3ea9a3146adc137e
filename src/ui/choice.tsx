import type { ComponentChildren } from 'preact';
import { FieldError, Optional, useField } from './form.tsx';

export type Choice = { value: string; label: ComponentChildren; help?: ComponentChildren; disabled?: boolean };

export type ChoicesProps = {
  name: string;
  legend: ComponentChildren;
  help?: ComponentChildren;
  options: readonly Choice[];
  optional?: boolean;
  /** side by side where there is room: for yes and no */
  inline?: boolean;
  value?: string | readonly string[] | null;
  error?: string;
};

/** One of several, each a card one can hit with a thumb. */
export function Radios(props: ChoicesProps) {
  return <Cards {...props} type="radio" />;
}

/** Any of several. */
export function Checkboxes(props: ChoicesProps) {
  return <Cards {...props} type="checkbox" />;
}

export type CheckboxProps = {
  name: string;
  label: ComponentChildren;
  help?: ComponentChildren;
  value?: string;
  checked?: boolean;
  error?: string;
};

/** One thing to say yes to. Its value is "yes" unless said otherwise. */
export function Checkbox({ name, label, help, value = 'yes', checked, error }: CheckboxProps) {
  const field = useField(name, { error, help, label });
  const on = checked ?? chosen(field.value).includes(value);
  return (
    <div class="choices">
      <FieldError id={`${field.id}-error`}>{field.error}</FieldError>
      <div class="ds-field" data-variant="outline">
        <input class="ds-input" type="checkbox" id={field.id} name={name} value={value} checked={on} {...field.describe} />
        <label class="ds-label" for={field.id}>
          {label}
        </label>
        {help && (
          <div class="help" id={`${field.id}-help`}>
            {help}
          </div>
        )}
      </div>
    </div>
  );
}

function Cards({ name, legend, help, options, optional, inline, type, ...given }: ChoicesProps & { type: 'radio' | 'checkbox' }) {
  const field = useField(name, { ...given, help, label: legend });
  const on = chosen(field.value);
  return (
    <fieldset class="ds-fieldset" aria-describedby={field.describe['aria-describedby']}>
      <legend class="ds-label legend">
        {legend}
        {optional && <Optional />}
      </legend>
      {help && (
        <div class="help" id={`${field.id}-help`}>
          {help}
        </div>
      )}
      <FieldError id={`${field.id}-error`}>{field.error}</FieldError>
      <div class={inline ? 'choices inline' : 'choices'}>
        {options.map((option, at) => {
          const id = at === 0 ? field.id : `${field.id}-${at + 1}`;
          return (
            <div class="ds-field" data-variant="outline" key={option.value}>
              <input
                class="ds-input"
                type={type}
                id={id}
                name={name}
                value={option.value}
                disabled={option.disabled}
                checked={on.includes(option.value)}
                aria-invalid={field.describe['aria-invalid']}
                aria-describedby={option.help ? `${id}-about` : undefined}
              />
              <label class="ds-label" for={id}>
                {option.label}
              </label>
              {option.help && (
                <div class="help" id={`${id}-about`}>
                  {option.help}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function chosen(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((one) => (one === true ? 'yes' : String(one)));
}
