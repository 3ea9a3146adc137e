/** Whom somebody would like to sit with, and whom never: pairs of people, without a word of why. Every group keeps them. */
import { type Acting, idOf, type Routes, type Visit } from '../accounts/index.ts';
import type { Tx } from '../lib/db.ts';
import { choice, form, id } from '../lib/forms.ts';
import { newId } from '../lib/ids.ts';
import { namesOf } from '../people/index.ts';
import {
  ActForm,
  Button,
  type Errors,
  errorsOf,
  Form,
  Page,
  Radios,
  Section,
  Select,
  SummaryList,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Enquiry } from './enquiry.ts';
import { ownEnquiry } from './enquiry-routes.tsx';
import { waitingList } from './waiting.ts';

const sorts = ['together', 'apart'] as const;
type Sort = (typeof sorts)[number];
type Pair = { id: string; other: string; sort: Sort };
type Options = readonly { value: string; label: string }[];

const wishForm = form({ sort: choice(sorts), person: id() });
const endForm = form({ end: id() });
/** Who may be named: the longest waits first. */
const NAMED = 1_000;

export function companyRoutes(routes: Routes): void {
  routes.get(urls.enquiryCompany, { may: 'enquiry.see' }, (visit) => companyPage(visit));
  routes.post(urls.enquiryCompany, { may: 'enquiry.change' }, async (visit) => {
    const enquiry = await ownEnquiry(visit);
    const submitted = await visit.submitted();
    const here = to(urls.enquiryCompany, { enquiry: enquiry.id });
    if (submitted.has('end')) {
      const ending = await visit.form(endForm);
      if (!ending.ok || !(await endWish(visit, enquiry, ending.value.end))) return visit.missing();
      return visit.redirect(here, 'intake:company.ended');
    }
    const read = await visit.form(wishForm);
    if (!read.ok) return await companyPage(visit, read.typed, errorsOf(visit.t, read.slips));
    if (!(await noteWish(visit, enquiry, read.value.person, read.value.sort))) return visit.missing();
    return visit.redirect(here, 'intake:company.done');
  });
}

/** Notes a pair, in place of the other sort where there was one. False: there is nobody such to name. */
async function noteWish(acting: Acting, enquiry: Enquiry, other: string, sort: Sort): Promise<boolean> {
  const { tx } = acting;
  const person = enquiry.person;
  const there = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', other)
    .where('association_id', '=', enquiry.association)
    .executeTakeFirst();
  if (!person || !there || other === person) return false;
  const pair = person < other ? { one_id: person, other_id: other } : { one_id: other, other_id: person };
  for (const table of sorts) await tx.deleteFrom(table).where('one_id', '=', pair.one_id).where('other_id', '=', pair.other_id).execute();
  await tx
    .insertInto(sort)
    .values({ id: newId(), association_id: enquiry.association, ...pair, noted_by: idOf(acting.actor)! })
    .execute();
  for (const about of [person, other]) await acting.record({ act: 'wish.noted', object: ['person', about], about });
  return true;
}

async function endWish(acting: Acting, enquiry: Enquiry, pair: string): Promise<boolean> {
  const found = (await pairsOf(acting.tx, enquiry.person ?? '')).find((one) => one.id === pair);
  if (!found) return false;
  await acting.tx.deleteFrom(found.sort).where('id', '=', pair).execute();
  for (const about of [enquiry.person!, found.other]) await acting.record({ act: 'wish.withdrawn', object: ['person', about], about });
  return true;
}

async function pairsOf(tx: Tx, person: string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const sort of sorts) {
    const rows = await tx
      .selectFrom(sort)
      .select(['id', 'one_id as one', 'other_id as other'])
      .where((where) => where.or([where('one_id', '=', person), where('other_id', '=', person)]))
      .orderBy('id')
      .execute();
    pairs.push(...rows.map((row) => ({ id: row.id, other: row.one === person ? row.other : row.one, sort })));
  }
  return pairs;
}

async function companyPage(visit: Visit<{ enquiry: string }>, typed: Typed = {}, errors?: Errors): Promise<Response> {
  const enquiry = await ownEnquiry(visit);
  const person = enquiry.person ?? visit.missing();
  const pairs = await pairsOf(visit.tx, person);
  const waiting = await waitingList(visit.tx, { association: enquiry.association, limit: NAMED });
  const others = waiting.map((one) => one.person).filter((one) => one !== person && !pairs.some((pair) => pair.other === one));
  const names = await namesOf(visit, [person, ...others, ...pairs.map((pair) => pair.other)]);
  // Of another chapter, which its own coordinators know.
  const called = (one: string) => names.get(one)?.fullName ?? names.get(one)?.called ?? visit.t('intake:company.elsewhere');
  await visit.record({ act: 'person.looked-at', object: ['enquiry', enquiry.id], about: person });
  await visit.record({ act: 'list.looked-at', object: ['waiting-list', null], abouts: [...names.keys()].filter((one) => one !== person) });
  return visit.page(
    <CompanyPage
      enquiry={enquiry.id}
      name={called(person)}
      pairs={pairs.map((pair) => ({ ...pair, name: called(pair.other) }))}
      options={others.map((value) => ({ value, label: called(value) })).toSorted((a, b) => a.label.localeCompare(b.label, visit.language))}
      typed={typed}
      {...(errors && { errors })}
    />,
    errors ? 422 : 200,
  );
}

function CompanyPage({
  enquiry,
  name,
  pairs,
  options,
  typed,
  errors = {},
}: {
  enquiry: string;
  name: string;
  pairs: readonly (Pair & { name: string })[];
  options: Options;
  typed: Typed;
  errors?: Errors;
}) {
  const { t } = useFrame();
  const action = to(urls.enquiryCompany, { enquiry });
  return (
    <Page
      title={t('intake:company.title')}
      over={name}
      lead={t('intake:company.lead')}
      back={{ href: to(urls.enquiry, { enquiry }), label: name }}
      slip={Object.keys(errors).length > 0}
    >
      {pairs.length > 0 && (
        <SummaryList
          rows={pairs.map((pair) => ({
            label: t(`intake:company.${pair.sort}`),
            value: (
              <>
                {pair.name}
                <ActForm action={action} hidden={{ end: pair.id }}>
                  <Button small tone="quiet">
                    {t('intake:company.end')}
                    <span class="ds-sr-only">, {pair.name}</span>
                  </Button>
                </ActForm>
              </>
            ),
          }))}
        />
      )}
      <Section title={t('intake:company.add')}>
        <Form action={action} values={{ sort: 'together', ...typed }} errors={errors}>
          <Radios
            name="sort"
            legend={t('intake:company.sort')}
            options={sorts.map((value) => ({ value, label: t(`intake:company.${value}`) }))}
          />
          <Select name="person" label={t('intake:company.who')} options={options} />
          <Button>{t('intake:company.act')}</Button>
        </Form>
      </Section>
    </Page>
  );
}
