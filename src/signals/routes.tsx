import { asPerson, type Routes } from '../accounts/index.ts';
import { tellThem } from '../interest/index.ts';
import { form, text } from '../lib/forms.ts';
import { urls } from '../urls.ts';
import { ownChapter, signalsNow } from './ground.ts';
import { SignalsPage } from './pages.tsx';

const tellForm = form({ signal: text(60) });

export function signalRoutes(routes: Routes): void {
  routes.get(urls.signals, { may: 'signal.see' }, async (visit) => {
    const told = await signalsNow(visit);
    const ids = told.signals.flatMap((one) => one.venue ?? []);
    const rows =
      ids.length === 0 ? [] : await visit.tx.selectFrom('venues').select(['id', 'name', 'place']).where('id', 'in', ids).execute();
    const venues = new Map(rows.map(({ id, name, place }) => [id, [name, place].filter(Boolean).join(', ')]));
    await visit.record({ act: 'list.looked-at', object: ['signals', null] });
    return visit.page(<SignalsPage {...told} venues={venues} chapter={ownChapter(asPerson(visit.actor))} today={visit.today} />);
  });

  routes.post(urls.signalTell, { may: 'interest.tell' }, async (visit) => {
    const read = await visit.form(tellForm);
    const { signals, interests } = await signalsNow(visit);
    const signal = read.ok ? signals.find(({ key }) => key === read.value.signal) : undefined;
    if (!signal) return visit.redirect(urls.signals, 'signals:gone');
    const told = await tellThem(
      visit,
      signal.seekers.flatMap(({ person }) => interests.get(person.id) ?? []),
    );
    return visit.redirect(urls.signals, told > 0 ? 'signals:told' : 'signals:gone');
  });
}
