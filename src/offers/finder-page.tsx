import type { ComponentChildren } from 'preact';
import type { Day } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { sayNumber, weekdayNames } from '../lib/say.ts';
import {
  Button,
  Checkbox,
  Details,
  Field,
  Form,
  Page,
  type PageProps,
  Pagination,
  Section,
  Select,
  type Share,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Asked, choiceNames, choicesOf, type ChoiceName, distances } from './query.ts';
import { sayTongue } from './said.ts';
import { type Hits, PAGE } from './search.ts';
import type { Shelf } from './shelf.ts';

export type Finding = {
  /** the page's own address, and where a position is sent */
  path: string;
  here: string;
  asked: Asked;
  shelf: Shelf;
  today: Day;
  /** null: not understood, nothing was looked for */
  hits: Hits | null;
  /** of one association, or of all */
  association: { slug: string; name: string } | null;
  /** those one can ask where there is nothing near */
  houses: () => readonly { slug: string; name: string }[];
};

/** Far enough that one would not say "near". */
const NOT_NEAR_KM = 60;

type FinderProps = { finding: Finding; share: Share; light: NonNullable<PageProps['light']>; children: ComponentChildren };

/** The form, and what was found as `children`. */
export function FinderPage({ finding, share, light, children }: FinderProps) {
  const { t } = useFrame();
  const { asked, association } = finding;
  const lead = association ? t('offers:lead', { association: association.name }) : t('offers:lead-all');
  return (
    <Page
      title={t(association ? 'offers:title-of' : 'offers:title')}
      lead={asked.isPlain ? lead : undefined}
      back={association ? { href: to(urls.association, { association: association.slug }), label: association.name } : { href: urls.start }}
      size="large"
      width="wide"
      slip={Object.keys(asked.wrong).length > 0}
      islands={['finder']}
      share={share}
      light={light}
    >
      <SearchForm finding={finding} />
      {children}
      <p class="note no-print">
        <a class="ds-link" href={urls.openData}>
          {t('offers:open-data')}
        </a>
      </p>
    </Page>
  );
}

function SearchForm({ finding: { path, here, asked } }: { finding: Finding }) {
  const { t, csrf } = useFrame();
  const errors = Object.fromEntries(
    Object.entries(asked.wrong).map(([name, why]) => [name, t(`offers:wrong.${why}`, { typed: (asked.typed[name] ?? '').slice(0, 40) })]),
  );
  const narrowed = [...choiceNames, 'km', 'wheelchair'].some((name) => asked.typed[name]);
  return (
    <div class="finder no-print" role="search">
      <Form action={path} method="get" values={asked.typed} errors={errors}>
        <div class="finder-main">
          <Field name="place" label={t('offers:place')} help={t('offers:place-help')} autocomplete="off" />
          <Field name="q" label={t('offers:words')} help={t('offers:words-help')} type="search" autocomplete="off" />
        </div>
        <Details summary={t('offers:more')} open={narrowed}>
          <div class="finder-more">
            {choiceNames.map((name) => (
              <Choose key={name} name={name} />
            ))}
            <Select
              name="km"
              label={t('offers:choose.km')}
              empty={t('offers:any')}
              options={distances.map((km) => ({ value: String(km), label: t('offers:within', { km }) }))}
            />
            <Checkbox name="wheelchair" label={t('offers:choose.wheelchair')} />
          </div>
        </Details>
        <Button>{t('offers:search')}</Button>
      </Form>
      <form class="finder-here" method="post" action={here} data-here hidden>
        {csrf && <input type="hidden" name="csrf" value={csrf} />}
        <input type="hidden" name="at" value="" />
        <button class="ds-button" type="submit" data-variant="secondary">
          {t('offers:here')}
        </button>
        <p class="note">{t('offers:here-help')}</p>
        <p role="alert" hidden>
          {t('offers:here-failed')}
        </p>
      </form>
    </div>
  );
}

function Choose({ name }: { name: ChoiceName }) {
  const { t } = useFrame();
  const options = choicesOf[name].map((value) => ({ value, label: sayChoice(name, value, t) }));
  return <Select name={name} label={t(`offers:choose.${name}`)} empty={t('offers:any')} options={options} />;
}

function sayChoice(name: ChoiceName, value: string, t: Translate): string {
  if (name === 'language') return sayTongue(value, t.language);
  if (name === 'day') return weekdayNames(t.language)[(choicesOf.day as readonly string[]).indexOf(value)] ?? value;
  return t(`offers:${name}.${value}` as 'offers:way.digital');
}

/** What was found; `list` gives the items of each of its two lists, as HTML. */
export function Found({ finding, list }: { finding: Finding; list: (which: 'found' | 'anywhere') => string }) {
  const { t } = useFrame();
  const { asked, hits, path } = finding;
  if (!hits) return null;
  const { place, typed } = asked;
  const query = (more: Record<string, string | number | undefined>) => to(path as '/find', {}, { ...typed, ...more });
  const isFar = place !== null && (hits.hits[0]?.km ?? Infinity) > NOT_NEAR_KM && asked.search.page === 1;
  return (
    <Section title={t('offers:found.title')} id="found">
      <p role="status">{sayFound(finding, hits, t)}</p>
      {asked.guessed && place && <p>{t('offers:found.guessed', { place: place.name })}</p>}
      {asked.others.slice(0, 3).map((other) => (
        <p key={`${other.country}${other.municipality}${other.name}`}>
          <a href={query({ place: other.postcode ? `${other.country}-${other.postcode}` : other.name })}>
            {t('offers:found.other', { place: other.name })}
          </a>
        </p>
      ))}
      {hits.loosened && <p>{t('offers:found.loosened')}</p>}
      {isFar && <NoneNear finding={finding} />}
      {hits.hits.length > 0 && (
        <ol class="found" start={(asked.search.page - 1) * PAGE + 1} dangerouslySetInnerHTML={{ __html: list('found') }} />
      )}
      <Pagination page={asked.search.page} pages={hits.pages} href={(page) => query({ page })} />
      {hits.anywhere.length > 0 && asked.search.page === 1 && (
        <Section title={t('offers:found.anywhere')}>
          <ul class="found" dangerouslySetInnerHTML={{ __html: list('anywhere') }} />
          {hits.anywhereTotal > hits.anywhere.length && (
            <p>
              <a href={query({ place: undefined, km: undefined, way: typed['way'] ?? 'digital' })}>{t('offers:found.anywhere-more')}</a>
            </p>
          )}
        </Section>
      )}
    </Section>
  );
}

function sayFound({ asked: { place } }: Finding, { total, anywhereTotal }: Hits, t: Translate): string {
  if (total + anywhereTotal === 0) return t('offers:found.none');
  const said = { count: total, said: sayNumber(total, t.language) };
  return place && total > 0
    ? t('offers:found.near', { ...said, place: place.name })
    : t('offers:found.all', { ...said, ...(total === 0 && { count: anywhereTotal, said: sayNumber(anywhereTotal, t.language) }) });
}

/** Nothing to go to: somebody to talk with, and to be counted as one who waits. */
function NoneNear({ finding: { asked, houses } }: { finding: Finding }) {
  const { t } = useFrame();
  const all = houses();
  return (
    <div class="card card-tinted">
      <div class="flow">
        <h3>{t('offers:none-near.title', { place: asked.place?.name ?? '' })}</h3>
        <p>{t('offers:none-near.text')}</p>
        <ul>
          {all.slice(0, 6).map(({ slug, name }) => (
            <li key={slug}>
              {all.length > 1 && <strong>{name}: </strong>}
              <a href={to(urls.enquire, { association: slug, wants: 'talk' })}>{t('offers:none-near.talk')}</a>
              {' · '}
              <a href={to(urls.interest, { association: slug })}>{t('offers:none-near.count')}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
