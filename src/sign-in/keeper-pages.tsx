import type { Day } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { Alert, Confirm, LinkButton, NumberedList, Page, PrintButton, PrintSheet, useFrame } from '../ui/index.ts';

type Whom = { person: string; name: string };

/** Asks once: what a letter with codes is, and what becomes of an older one. */
export function LetterAskPage({ person, name, refused }: Whom & { refused?: boolean }) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:letter.ask', { name })} slip={Boolean(refused)} back={{ href: to(urls.person, { person }) }}>
      {refused ? (
        <Alert tone="warning">{t('sign-in:refusal.sees-others', { name })}</Alert>
      ) : (
        <Confirm
          action={to(urls.personCodes, { person })}
          submit={t('sign-in:letter.make')}
          cancel={to(urls.person, { person })}
          happens={t.list('sign-in:letter.happens', { name })}
        />
      )}
    </Page>
  );
}

type Letter = Whom & {
  codes: readonly string[];
  /** the window of the envelope */
  address: readonly string[];
  sender: readonly string[];
  /** where one signs in, as it is typed */
  site: string;
  made: Day;
  until: Day;
  /** the reader's words, who may speak another language than the one who prints */
  say: Translate;
};

/** The letter itself: shown once, and nowhere afterwards. */
export function LetterPage({ person, codes, address, sender, site, made, until, say }: Letter) {
  const { t } = useFrame();
  const date = (day: Day) => sayDate(day, say.language, { year: 'always' });
  return (
    <Page title={t('sign-in:letter.title')} heading={false} width="wide">
      <div class="no-print flow">
        <h1>{t('sign-in:letter.title')}</h1>
        <Alert tone="warning">{t('sign-in:letter.once')}</Alert>
        <div class="actions">
          <PrintButton />
          <LinkButton tone="quiet" href={to(urls.person, { person })}>
            {t('sign-in:letter.on')}
          </LinkButton>
        </div>
      </div>
      <div lang={say.language}>
        <PrintSheet to={address} from={sender} dated={date(made)} title={say('sign-in:letter.title')}>
          <p>{say('sign-in:letter.text')}</p>
          <NumberedList items={say.list('sign-in:letter.how', { address: site })} />
          <ol class="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <p>{say('sign-in:letter.until', { day: date(until) })}</p>
          <p>{say('sign-in:letter.keep')}</p>
        </PrintSheet>
      </div>
    </Page>
  );
}

export function ResetPage({ person, name, refused }: Whom & { refused?: boolean }) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:reset.ask', { name })} slip={Boolean(refused)} back={{ href: to(urls.person, { person }) }}>
      {refused ? (
        <Alert tone="warning">{t('sign-in:refusal.yourself')}</Alert>
      ) : (
        <Confirm
          action={to(urls.personSecondStep, { person })}
          submit={t('sign-in:reset.do', { name })}
          cancel={to(urls.person, { person })}
          happens={t.list('sign-in:reset.happens', { name })}
          danger
        />
      )}
    </Page>
  );
}
