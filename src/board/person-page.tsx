/** One card: the plain way to do what dragging does. */
import { Actions, ActForm, Alert, Button, Details, Form, Page, Radios, Section, SummaryList, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';

/** Where somebody could go, and what it would mean. */
export type Target = { to: string; label: string; points: string; ok: boolean; says: string[] };
export type PersonShown = {
  person: string;
  enquiry: string;
  version: number;
  who: string;
  name: string | null;
  about: string;
  /** of another association: no name to ask for, no enquiry to see */
  isOther: boolean;
  now: string;
  pinned: boolean;
  targets: Target[];
};

export function PersonPage({
  draft,
  place,
  shown,
  said,
}: {
  draft: string;
  place: string;
  shown: PersonShown;
  said?: { title: string; lines: string[] };
}) {
  const { t } = useFrame();
  const at = { draft, waiter: shown.person };
  const may = shown.targets.filter((one) => one.ok);
  const not = shown.targets.filter((one) => !one.ok);
  const hidden = { version: String(shown.version), person: shown.person };
  return (
    <Page
      title={t('board:person.title', { who: shown.name ?? shown.who })}
      over={place}
      lead={capital([shown.about, shown.now].filter(Boolean).join('. '))}
      back={{ href: to(urls.draft, { draft }), label: t('board:board.title') }}
      slip={said !== undefined}
    >
      {said && (
        <Alert tone="danger" title={said.title} live>
          <ul class="ds-list">
            {said.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      {may.length > 0 ? (
        <Form action={to(urls.draftMove, { draft })} hidden={hidden} values={may[0]!.to === 'left' ? {} : { to: may[0]!.to }}>
          <Radios
            name="to"
            legend={t('board:person.to')}
            options={may.map((one) => ({ value: one.to, label: `${one.label}: ${one.points}`, help: <Lines lines={one.says} /> }))}
          />
          <Button>{t('board:person.act')}</Button>
        </Form>
      ) : (
        <p>{t('board:person.none')}</p>
      )}
      {not.length > 0 && (
        <Details summary={t('board:person.cannot')} open={may.length === 0}>
          <SummaryList rows={not.map((one) => ({ label: one.label, value: <Lines lines={one.says} /> }))} />
        </Details>
      )}
      <Section title={shown.name ?? shown.who}>
        <Actions>
          <ActForm action={to(urls.draftPin, { draft })} hidden={{ ...hidden, pinned: shown.pinned ? '' : 'yes' }}>
            <Button tone="secondary">{t(shown.pinned ? 'board:person.let-go' : 'board:person.hold', { who: shown.who })}</Button>
          </ActForm>
          {shown.name === null && !shown.isOther && (
            <ActForm action={to(urls.draftPersonName, at)}>
              <Button tone="quiet">{t('board:person.name')}</Button>
            </ActForm>
          )}
        </Actions>
        <p class="note">{t('board:person.hold-how')}</p>
        {shown.isOther ? (
          <p class="note">{t('board:card.how')}</p>
        ) : (
          <>
            <p class="note">{t('board:person.name-how')}</p>
            <p>
              <a class="ds-link" href={to(urls.enquiryCompany, { enquiry: shown.enquiry })}>
                {t('board:person.company', { who: shown.who })}
              </a>
            </p>
            <p>
              <a class="ds-link" href={to(urls.enquiry, { enquiry: shown.enquiry })}>
                {t('board:person.enquiry')}
              </a>
            </p>
          </>
        )}
      </Section>
    </Page>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <span class="line" key={line}>
        {line}
      </span>
    ))}
  </>
);
