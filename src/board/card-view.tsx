/// <reference lib="dom" />
// A card that opens over the board. Drawn in the browser only; without script its page does the same.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PersonShown } from './person-page.tsx';
import type { CardShown } from './shown.ts';

export type Person = Omit<PersonShown, 'enquiry' | 'name'>;
export type DialogTexts = Record<'to' | 'act' | 'cannot' | 'none' | 'name' | 'hold' | 'let-go' | 'close' | 'searching' | 'offline', string>;

const headers = { accept: 'application/json' };

/** Where somebody could go, asked of the server. Null: it could not be reached, or she is gone. */
export const personOf = async ({ href }: CardShown): Promise<Person | null> =>
  await fetch(href, { headers })
    .then((reply) => (reply.ok ? (reply.json() as Promise<Person>) : null))
    .catch(() => null);

type CardDialogProps = {
  card: CardShown;
  texts: DialogTexts;
  csrf: string;
  close(): void;
  move(to: string): void;
  hold(pinned: boolean): void;
};

/** What the page of a card does, over the board: where she can go and what each place would mean. */
export function CardDialog({ card, texts, csrf, close, move, hold }: CardDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [person, setPerson] = useState<Person | null | undefined>(undefined);
  const [name, setName] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
    void personOf(card).then(setPerson);
  }, [card]);
  const look = async () => {
    const reply = await fetch(`${card.href}/name`, { method: 'POST', headers, body: new URLSearchParams({ csrf }) });
    setName(reply.ok ? ((await reply.json()) as { name: string }).name : texts.offline);
  };
  const may = person?.targets.filter((one) => one.ok) ?? [];
  const not = person?.targets.filter((one) => !one.ok) ?? [];
  return (
    <dialog class="ds-dialog board-dialog" ref={dialog} onClose={close} aria-labelledby="card-title">
      <h2 id="card-title">{name || card.initials}</h2>
      <p>{card.about}</p>
      {person === undefined && <p role="status">{texts.searching}</p>}
      {person === null && <p role="alert">{texts.offline}</p>}
      {person && <p>{person.now}</p>}
      {person && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const to = new FormData(event.currentTarget as HTMLFormElement).get('to');
            if (typeof to === 'string') move(to);
          }}
        >
          {may.length > 0 ? (
            <fieldset class="ds-fieldset">
              <legend class="ds-label legend">{texts.to}</legend>
              <div class="choices">
                {may.map((one, at) => (
                  <div class="ds-field" data-variant="outline" key={one.to}>
                    <input
                      class="ds-input"
                      type="radio"
                      id={`to-${at}`}
                      name="to"
                      value={one.to}
                      required
                      defaultChecked={at === 0 && one.to !== 'left'}
                      autofocus={at === 0}
                      aria-describedby={`to-${at}-about`}
                    />
                    <label class="ds-label" for={`to-${at}`}>
                      {one.label}: {one.points}
                    </label>
                    <div class="help" id={`to-${at}-about`}>
                      {one.says.map((line) => (
                        <span class="line" key={line}>
                          {line}
                        </span>
                      ))}
                    </div>
                  </div>
                ))}
              </div>
            </fieldset>
          ) : (
            <p>{texts.none}</p>
          )}
          <div class="actions">
            {may.length > 0 && (
              <button class="ds-button" data-variant="primary" type="submit">
                {texts.act}
              </button>
            )}
            <button class="ds-button" data-variant="secondary" type="button" onClick={() => hold(!person.pinned)}>
              {person.pinned ? texts['let-go'] : texts.hold}
            </button>
            {!name && !person.isOther && (
              <button class="ds-button" data-variant="tertiary" type="button" onClick={() => void look()}>
                {texts.name}
              </button>
            )}
          </div>
        </form>
      )}
      {not.length > 0 && (
        <details class="ds-details" open={may.length === 0}>
          <summary>{texts.cannot}</summary>
          <dl class="left-why">
            {not.map((one) => (
              <div key={one.to}>
                <dt>{one.label}</dt>
                <dd>{one.says.join(' ')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <button class="ds-button" data-variant="tertiary" type="button" onClick={() => dialog.current?.close()}>
        {texts.close}
      </button>
    </dialog>
  );
}
