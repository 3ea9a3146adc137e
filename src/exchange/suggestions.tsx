/** Where an association answers what its umbrella suggests: each with what everyone would see, and one tap. */
import type { Routes, Visit } from '../accounts/index.ts';
import { choice, form } from '../lib/forms.ts';
import { isRefusal } from '../lib/refusal.ts';
import { saySince } from '../lib/say.ts';
import { ActForm, Button, Card, Cards, EmptyState, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { answers, answerSuggestion, type Suggestion, suggestionsOf } from './suggest.ts';
import type { Day } from '../lib/day.ts';

export function suggestionRoutes(routes: Routes): void {
  routes.get(urls.suggestions, { may: 'offer.change' }, async (visit) =>
    visit.page(<SuggestionsPage suggestions={await suggestionsOf(visit)} today={visit.today} />),
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

function SuggestionsPage({ suggestions, today }: { suggestions: readonly Suggestion[]; today: Day }) {
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
          <SuggestionCard key={one.id} one={one} today={today} />
        ))}
      </Cards>
    </Page>
  );
}

function SuggestionCard({ one: { id, umbrella, on, draft }, today }: { one: Suggestion; today: Day }) {
  const { t, language } = useFrame();
  const where = [draft.venue, draft.address, [draft.postcode, draft.place].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const whom = [draft.contact.name, draft.contact.phone, draft.contact.email].filter(Boolean).join(' · ');
  const action = to(urls.suggestion, { suggestion: id });
  return (
    <Card title={draft.title} level={2} note={[t(`offers:kind.${draft.kind}`), where].filter(Boolean).join(' · ')}>
      {[draft.summary, draft.more, whom].filter(Boolean).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p class="note">{t('exchange:suggested.by', { umbrella, since: saySince(on, language, today) })}</p>
      {answers.map((answer) => (
        <ActForm key={answer} action={action} hidden={{ answer }}>
          <Button tone={answer === 'published' ? 'primary' : answer === 'kept' ? 'secondary' : 'quiet'}>
            {t(`exchange:suggested.act.${answer}`)}
          </Button>
        </ActForm>
      ))}
    </Card>
  );
}
