/** What somebody has typed in a long form and not sent: hers alone, sealed, and gone after a week (people/forgetting.ts). */
import { type Acting, asPerson, type Routes, type World } from '../accounts/index.ts';
import type { Typed } from '../lib/forms.ts';
import { newId } from '../lib/ids.ts';
import { ownPath } from '../lib/own-path.ts';
import { keysOf, openFor, sealFor } from '../people/index.ts';
import { urls } from '../urls.ts';

const MOST = 20;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;
const place = (id: string) => ({ table: 'form_drafts', column: 'sealed', row: id });

export const unsent: World['unsent'] = {
  find: async (acting, form) => {
    const { id: person } = asPerson(acting.actor);
    const row = await acting.tx
      .selectFrom('form_drafts')
      .select(['id', 'sealed', 'saved_at'])
      .where('person_id', '=', person)
      .where('form', '=', form)
      .executeTakeFirst();
    const key = row && (await keysOf(acting, [person])).get(person);
    return row && key && { at: row.saved_at, values: JSON.parse(openFor(key, place(row.id), row.sealed)) as Typed };
  },
  keep: (acting, form, sent) => keep(acting, form, typedIn(sent)),
  forget: async ({ tx, actor }, form) => {
    await tx.deleteFrom('form_drafts').where('person_id', '=', asPerson(actor).id).where('form', '=', form).execute();
  },
};

/** Everything of the form, or nothing of it: an old one of the same form is no more. */
async function keep(acting: Acting, form: string, values: Typed): Promise<void> {
  const { tx, now } = acting;
  const { id: person, association } = asPerson(acting.actor);
  const key = (await keysOf(acting, [person])).get(person)!;
  const id = newId();
  await unsent.forget(acting, form);
  const sealed = sealFor(key, place(id), JSON.stringify(values));
  const row = { id, association_id: association, person_id: person, form, object_id: ID.exec(form)?.[0] ?? null, sealed, saved_at: now };
  await tx.insertInto('form_drafts').values(row).execute();
  const newest = tx.selectFrom('form_drafts').select('id').where('person_id', '=', person).orderBy('saved_at', 'desc').limit(MOST);
  await tx.deleteFrom('form_drafts').where('person_id', '=', person).where('id', 'not in', newest).execute();
}

/** A form sends itself here as it stands, by its button or, with script, while somebody is still typing. */
export function unsentRoutes(routes: Routes): void {
  routes.post(urls.meUnsent, { may: 'self.change' }, async (visit) => {
    const sent = await visit.submitted();
    const form = ownPath(String(sent.get('unsent-form') ?? ''), '');
    if (!form || form.length > 200) return visit.missing();
    if (sent.has('unsent-drop')) await unsent.forget(visit, form);
    else await unsent.keep(visit, form, sent);
    if (sent.has('unsent-quiet')) return new Response(null, { status: 204 });
    return visit.redirect(form, sent.has('unsent-drop') ? 'ui:unsent.dropped' : 'ui:unsent.kept');
  });
}

function typedIn(sent: FormData): Typed {
  const named = Map.groupBy(
    [...sent].filter(([name, value]) => name !== 'csrf' && !name.startsWith('unsent-') && typeof value === 'string'),
    ([name]) => name,
  );
  return Object.fromEntries(
    [...named].map(([name, all]) => {
      const values = all.map(([, value]) => String(value).normalize('NFC'));
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
}
