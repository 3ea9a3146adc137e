/** Where an association answers what its umbrella suggests: each with what everyone would see, and one tap. */
import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { sayPhone } from '../intake/index.ts';
import { choice, form } from '../lib/forms.ts';
import { type Day, zone } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { type Country, placeOf } from '../lib/places/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { saySince } from '../lib/say.ts';
import { sayRecurrence } from '../meetings/index.ts';
import { ActForm, Actions, Button, Card, Cards, EmptyState, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { answers, answerSuggestion, type Suggestion, suggestionsOf } from './suggest.ts';

export function suggestionRoutes(routes: Routes): void {
  routes.get(urls.suggestions, { may: 'offer.change' }, async (visit) =>
    visit.page(
      <SuggestionsPage
        suggestions={await suggestionsOf(visit)}
        country={visit.world.houses.of(associationOf(visit.actor))!.country}
        today={visit.today}
      />,
    ),
  );
  routes.post(urls.suggestion, { may: 'offer.change' }, async (visit: Visit<{ suggestion: string }>) => {
    const read = await visit.form(form({ answer: choice(answers) }));
    if (!read.ok) return visit.missing();
    const outcome = await answerSuggestion(visit, visit.params.suggestion, read.value.answer);
    if (outcome === undefined) return visit.missing();
    const said = isRefusal(outcome) ? 'exchange:refusal.is-here' : (`exchange:suggested.${read.value.answer}` as const);
    return visit.redirect(urls.suggestions, said);
  });
}

function SuggestionsPage({ suggestions, country, today }: { suggestions: readonly Suggestion[]; country: Country; today: Day }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('exchange:suggested.title')}
      lead={t('exchange:suggested.lead')}
      width="wide"
      back={{ href: urls.offers, label: t('offers:room-list.title') }}
    >
      {suggestions.length === 0 && <EmptyState title={t('exchange:suggested.none')}>{t('exchange:suggested.none-text')}</EmptyState>}
      <Cards>
        {suggestions.map((one) => (
          <SuggestionCard key={one.id} one={one} country={country} today={today} />
        ))}
      </Cards>
    </Page>
  );
}

const NOTHING = { exceptions: { skipped: [], moved: [], added: [] }, pauses: [] };

/** When it is, as its page will say it. */
function whenOf({ series }: Suggestion['draft'], country: Country, language: Language, today: Day): string {
  const there = zone(country === 'DK' ? 'Europe/Copenhagen' : 'Europe/Oslo');
  return series ? sayRecurrence({ ...series, ...NOTHING, zone: there }, language, { today }) : '';
}

function SuggestionCard({ one: { id, umbrella, on, draft }, country, today }: { one: Suggestion; country: Country; today: Day }) {
  const { t, language } = useFrame();
  const town = draft.place ?? (draft.postcode && placeOf(country, draft.postcode)?.name);
  const where = [draft.venue, draft.address, [draft.postcode, town].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const { name, phone, email } = draft.contact;
  const whom = [name, phone && sayPhone(phone), email].filter(Boolean).join(' · ');
  const action = to(urls.suggestion, { suggestion: id });
  return (
    <Card title={draft.title} level={2} note={[t(`offers:kind.${draft.kind}`), where].filter(Boolean).join(' · ')}>
      {[draft.summary, draft.more, whenOf(draft, country, language, today), whom, draft.link].filter(Boolean).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p class="note">{t('exchange:suggested.by', { umbrella, since: saySince(on, language, today) })}</p>
      <Actions>
        {answers.map((answer) => (
          <ActForm key={answer} action={action} hidden={{ answer }}>
            <Button tone={answer === 'published' ? 'primary' : answer === 'kept' ? 'secondary' : 'quiet'}>
              {t(`exchange:suggested.act.${answer}`)}
            </Button>
          </ActForm>
        ))}
      </Actions>
    </Card>
  );
}
