import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, type CastName, cast, type Client, houses, models, seat, visitor } from '../../test/cast.ts';
import { linkOf, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let [ada, kari, dorte, karen]: Client[] = [];
let third: { id: string; association: string };
const enquiry = new Map<CastName, string>();
const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;

before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  for (const [who, postcode] of [
    ['per', '5003'],
    ['pia', '5031'],
    ['petra', '7010'],
    ['poul', '8900'],
    ['flemming', '8920'],
  ] as const) {
    const told = { kind: 'relative', languages: ['nb', 'da'], digital_ok: true, slots: ['tue-eve'], birth_year: 1957, phase: 'after' };
    const id = await waits(here, who, { ...told, received_on: '2026-04-01' });
    await rows(`update enquiries set diagnosis = 'net', postcode = $2, needs = '{hearing,apart-from-partner}' where id = $1`, [
      id,
      postcode,
    ]);
    enquiry.set(who, id);
  }
  await rows(`insert into venues (id, association_id, name, digital, slots) values ($1, $2, 'Skjermrommet', true, '{tue-eve}')`, [
    newId(),
    houses.lyspunkt.id,
  ]);
  await rows(`update programme_models set size_min = 5 where id = $1`, [models.lpp.id]);
  third = { id: newId(), association: newId() };
  await rows(
    `insert into associations (id, slug, name, country, zone, languages, sender_name, created_at) values ($1, 'annen', 'Annen', 'NO', 'Europe/Oslo', '{nb}', 'A', now())`,
    [third.association],
  );
  await rows(`insert into people (id, association_id, called, language, reach_by, created_at) values ($1, $2, '', 'nb', 'sms', now())`, [
    third.id,
    third.association,
  ]);
  await rows(
    `insert into roles (id, association_id, person_id, role, from_day) values (gen_random_uuid(), $1, $2, 'administrator', '2026-01-01')`,
    [third.association, third.id],
  );
  await here.world.houses.refresh();
  [ada, kari, dorte, karen] = [await as(here, 'ada'), await as(here, 'kari'), await as(here, 'dorte'), await as(here, 'karen')];
});
after(() => here.close());

/** Whatever tells who somebody is, of those who wait. */
const secretsOf = (...names: CastName[]): string[] =>
  names.flatMap((name) => [
    cast[name].called,
    cast[name].id,
    enquiry.get(name)!,
    cast[name].phone.slice(3),
    cast[name].email ?? cast[name].id,
  ]);
const main = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main'));
/** Every reply that a partner has been given, for the canary. */
const heard: { by: string; path: string; html: string }[] = [];
async function read(client: Client, path: string, by: string): Promise<string> {
  const html = await (await client.get(path)).text();
  heard.push({ by, path, html: main(html) });
  return html;
}
const idIn = (response: Response): string => response.headers.get('location')!.split('?')[0]!.split('/').at(-1)!;

let agreement: string;
let crossing: string;
let link: string;
const open = () => to(urls.agreement, { agreement });

test('an administrator proposes an agreement, and her own association has said yes', async () => {
  const refused = await ada!.post(urls.agreementNew, { name: 'Sammen', association: [houses.broen.id, third.association] });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /bare foreslå en avtale der din egen forening er med/);
  assert.equal((await ada!.post(urls.agreementNew, { name: 'Sammen', association: [houses.lyspunkt.id] })).status, 422);
  const made = await ada!.post(urls.agreementNew, { name: 'Sammen', diagnosis: 'net', association: [houses.lyspunkt.id, houses.broen.id] });
  assert.equal(made.status, 303);
  agreement = idIn(made);
  const members = await rows('select association_id, agreed_by from agreement_members where agreement_id = $1 order by agreed_by', [
    agreement,
  ]);
  assert.deepEqual(
    members.map((one) => [one.association_id, one.agreed_by]),
    [
      [houses.lyspunkt.id, cast.ada.id],
      [houses.broen.id, null],
    ],
  );
  assert.equal((await rows(`select from history where act = 'agreement.started' and object_id = $1`, [agreement])).length, 2);
});

test('the umbrella’s officer proposes one too, and nobody has said yes by that', async () => {
  const una = await as(here, 'una');
  const made = await una.post(urls.agreementNew, { name: 'Felles', association: [houses.lyspunkt.id, houses.broen.id] });
  assert.equal(made.status, 303);
  assert.match(await (await una.get(to(urls.agreement, { agreement: idIn(made) }))).text(), /Ikke svart ennå/);
  assert.deepEqual(await rows('select from agreement_members where agreement_id = $1 and agreed_at is not null', [idIn(made)]), []);
  const alien = await una.post(urls.agreementNew, { name: 'Feil', association: [houses.lyspunkt.id, third.association] });
  assert.equal(alien.status, 422);
});

test('nothing is shown before two have agreed', async () => {
  assert.match(await read(kari!, open(), 'kari'), /gjelder ikke for dere ennå/);
  assert.equal((await kari!.post(to(urls.agreementShare, { agreement }))).status, 404);
  assert.match(await read(dorte!, urls.desk, 'dorte'), /To aftaler med andre foreninger venter på svar/);
});

test('each association’s administrator agrees for her own, nobody else', async () => {
  for (const client of [kari!, karen!])
    assert.equal((await client.post(to(urls.agreementAnswer, { agreement }), { answer: 'yes' })).status, 404);
  assert.equal((await dorte!.post(to(urls.agreementAnswer, { agreement }), { answer: 'yes' })).status, 303);
  const [{ agreed_by: by }] = await rows('select agreed_by from agreement_members where agreement_id = $1 and association_id = $2', [
    agreement,
    houses.broen.id,
  ]);
  assert.equal(by, cast.dorte.id);
  assert.equal((await rows(`select from history where act = 'agreement.agreed' and association_id = $1`, [houses.broen.id])).length, 1);
});

test('what one shows, the other reads as cards: kind, phase, decade, municipality and times', async () => {
  assert.equal((await karen!.post(to(urls.agreementShare, { agreement }))).status, 303);
  const html = await read(kari!, open(), 'kari');
  assert.equal([...html.matchAll(/Pårørende · født i 1950-årene · Ferdig behandlet · Randers · tirsdag kveld/g)].length, 2);
  const first = (await rows('select id from shared_cards order by id')).map(({ id }) => id);
  await karen!.post(to(urls.agreementShare, { agreement }));
  const second = (await rows('select id from shared_cards order by id')).map(({ id }) => id);
  assert.equal(second.length, 2);
  assert.ok(
    first.every((id) => !second.includes(id)),
    'another id each time',
  );
});

test('whoever wants her own sex only is not shown, nor one who waits with something else', async () => {
  await rows('update enquiries set same_sex = true where id = $1', [enquiry.get('flemming')]);
  await karen!.post(to(urls.agreementShare, { agreement }));
  assert.equal((await rows('select from shared_cards')).length, 1);
  await rows(`update enquiries set same_sex = false, diagnosis = 'lung' where id = $1`, [enquiry.get('flemming')]);
  await karen!.post(to(urls.agreementShare, { agreement }));
  assert.equal((await rows('select from shared_cards')).length, 1);
  await rows(`update enquiries set diagnosis = 'net' where id = $1`, [enquiry.get('flemming')]);
  await karen!.post(to(urls.agreementShare, { agreement }));
});

const at = (pattern: string, more = {}) => to(pattern as '/board/:draft', { draft, ...more });
const version = async () => String((await rows('select version from drafts where id = $1', [draft]))[0].version);
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
let draft: string;
let lot: string;

test('the composer proposes over both as it always does: beside the request, and read on the same pages', async () => {
  const none = await kari!.post(to(urls.agreementPropose, { agreement }), {});
  assert.equal(none.headers.get('location')!.split('?')[0], open(), 'a model is needed');
  const begun = await kari!.post(to(urls.agreementPropose, { agreement }), { model: models.lpp.id });
  draft = idIn(begun);
  assert.equal(begun.headers.get('location'), at(urls.draft));
  await here.whenIdle();
  const html = words(await read(kari!, at(urls.draft), 'kari'));
  assert.match(html, /Fem personer, tirsdager om kvelden, Skjermrommet; .*alderen spenner over om lag \d+ år/);
  assert.match(html, /Flere foreninger: Sammen/);
  assert.match(html, /poeng i alt\. Det er bevist/);
});

test('on the board another association’s people are numbers and bands, and one’s own are initials', async () => {
  assert.equal((await kari!.post(at(urls.draftChoose), { version: await version(), proposal: '1' })).status, 303);
  const html = words(await read(kari!, at(urls.draft), 'kari'));
  assert.match(html, /FB\d Foreningen Broen, pårørende, ferdig behandlet, født på 1950-tallet, Randers, har ventet minst seks måneder/);
  const cards = (await rows('select id, draft_group_id as circle from draft_cards where draft_id = $1 order by place_no', [draft])) as {
    id: string;
    circle: string;
  }[];
  assert.equal(cards.length, 2);
  lot = cards[0]!.circle;
  const card = at(urls.draftPerson, { waiter: cards[0]!.id });
  const page = await read(kari!, card, 'kari');
  assert.match(words(page), /Venter hos en annen forening/);
  assert.doesNotMatch(page, /Vis navnet|Se henvendelsen/);
  assert.equal((await kari!.post(at(urls.draftPersonName, { waiter: cards[0]!.id }))).status, 404, 'there is no name to ask for');
  const shared = (await rows('select id, enquiry_id from shared_cards')).flatMap((one) => [one.id, one.enquiry_id]);
  assert.ok(
    cards.every(({ id }) => !shared.includes(id)),
    'a draft has ids of its own',
  );
});

test('a card is moved, judged and held as everybody is, and stays when the others show anew', async () => {
  const [{ id: card }] = await rows('select id from draft_cards where draft_id = $1 order by place_no', [draft]);
  const off = await kari!.post(at(urls.draftMove), { version: await version(), person: card, to: 'left' });
  assert.match(words(await off.text()), /FB\d mister plassen/);
  assert.equal((await rows(`select card_id from draft_changes where draft_id = $1 and what = 'moved'`, [draft]))[0].card_id, card);
  await karen!.post(to(urls.agreementShare, { agreement }));
  const seen = (await (await kari!.get(`${at(urls.draftState)}?version=0`)).json()) as { shown: { left: { id: string }[] } };
  assert.ok(seen.shown.left.some(({ id }) => id === card));
  const back = await kari!.post(at(urls.draftMove), { version: await version(), person: card, to: lot });
  assert.match(words(await back.text()), /FB\d får plass etter minst 180 dagers venting/);
  await kari!.post(at(urls.draftPin), { version: await version(), person: card, pinned: 'yes' });
  assert.deepEqual((await rows('select pinned from draft_cards where id = $1', [card]))[0], { pinned: true });
});

test('whoever withdraws at home vanishes from the board of the other association', async () => {
  const state = async () =>
    (await (await kari!.get(`${at(urls.draftState)}?version=0`)).json()) as { here: string; shown: { circles: { cards: object[] }[] } };
  const count = async () => (await state()).shown.circles.flatMap(({ cards }) => cards).length;
  const [before, { here: mark }] = [await count(), await state()];
  await rows('update enquiries set withdrawn_at = now() where id = $1', [enquiry.get('flemming')]);
  assert.equal(await count(), before - 1);
  assert.notEqual((await state()).here, mark);
  assert.deepEqual(await rows('select from draft_card_homes where enquiry_id = $1', [enquiry.get('flemming')]), []);
  await rows('update enquiries set withdrawn_at = null where id = $1', [enquiry.get('flemming')]);
  await karen!.post(to(urls.agreementShare, { agreement }));
  await kari!.post(at(urls.draftPropose), { version: await version() });
  await here.whenIdle();
  await kari!.post(at(urls.draftChoose), { version: await version(), proposal: '1' });
  assert.equal(await count(), before);
});

/** Whose names stood on the list that was looked at last. */
const shownIn = async (list: string): Promise<string[]> => {
  const last = `select about_ids from history where act = 'list.looked-at' and object_kind = $1 order by written desc, id desc limit 1`;
  return (await rows(last, [list]))[0].about_ids.toSorted();
};

test('asking for a group of the board asks the other association, and the group leaves the board', async () => {
  [{ lot }] = await rows('select draft_group_id as lot from draft_cards where draft_id = $1 and draft_group_id is not null', [draft]);
  const circle = at(urls.draftCircle, { circle: lot });
  assert.match(await read(kari!, circle, 'kari'), /Spør foreningene/);
  const accepted = { version: await version(), name: 'X', size: '4', first_on: '12.1.2027', first_at: '18', rhythm: 'weekly' };
  assert.equal((await kari!.post(at(urls.draftCircleAccept, { circle: lot }), accepted)).status, 404, 'they are asked for, not placed');
  const page = to(urls.boardAsk, { board: draft, lot });
  assert.match(words(await read(kari!, page, 'kari')), /Foreningen Broen to av deres/);
  assert.match((await kari!.post(page, { version: '1' })).headers.get('location')!, /\/board\//, 'somebody was faster');
  assert.deepEqual(await rows('select from crossings'), []);
  const asked = await kari!.post(page, { version: await version() });
  assert.equal(asked.status, 303);
  crossing = idIn(asked);
  assert.equal((await rows('select from crossing_requests where crossing_id = $1', [crossing])).length, 2);
  assert.equal((await rows('select own_people from crossings'))[0].own_people.length, 3);
  const html = await read(kari!, to(urls.crossing, { crossing }), 'kari');
  assert.equal([...html.matchAll(/venter på foreningen/g)].length, 2);
  assert.deepEqual(await shownIn('crossing'), [cast.per.id, cast.petra.id, cast.pia.id].toSorted(), 'whose names she saw');
  assert.doesNotMatch(await read(kari!, open(), 'kari'), /Randers · tirsdag/, 'who is asked for is no card any more');
  const board = words(await read(kari!, at(urls.draft), 'kari'));
  assert.match(board, /Gruppe \d+: andre foreninger er spurt/);
  assert.doesNotMatch(board, /FB\d Foreningen Broen/);
  assert.equal((await kari!.get(page)).status, 404);
});

const requestOf = async (who: CastName): Promise<string> =>
  (await rows('select id from crossing_requests where enquiry_id = $1', [enquiry.get(who)]))[0].id;

test('before her own association has said yes she cannot be asked, nor answer', async () => {
  const early = `/x/${await linkOf(here, cast.poul, 'across' as never, await requestOf('poul'))}`;
  await visitor(here).post(early, { answer: 'yes', consent: 'yes' });
  assert.deepEqual(await rows(`select from enquiries where came_by = 'across'`), []);
  assert.deepEqual(await rows(`select from crossing_requests where answered_at is not null or guest_person_id is not null`), []);
  await rows(`update links set replaced_at = now() where purpose = 'across'`);
});

test('her own association’s coordinator says that she may be asked, and then she is', async () => {
  assert.match(await read(karen!, urls.desk, 'karen'), /spørger om to af jeres/);
  const request = await requestOf('poul');
  for (const page of [urls.agreements, open()]) {
    assert.match(await read(karen!, page, 'karen'), /Poul/);
    assert.deepEqual(await shownIn('agreement'), [cast.poul.id, cast.flemming.id].toSorted(), page);
  }
  const html = await read(karen!, to(urls.crossingRequest, { request }), 'karen');
  assert.match(html, /Må Poul blive spurgt/);
  assert.equal((await kari!.get(to(urls.crossingRequest, { request }))).status, 404, 'the host does not answer for her');
  assert.equal((await kari!.post(to(urls.crossingRequest, { request }), { answer: 'yes' })).status, 404);
  await karen!.post(to(urls.crossingRequest, { request }), { answer: 'yes' });
  const [message] = await rows(`select person_id, link_purpose from messages where kind = 'across-asked'`);
  assert.deepEqual([message.person_id, message.link_purpose], [cast.poul.id, 'across']);
  await karen!.post(to(urls.crossingRequest, { request: await requestOf('flemming') }), { answer: 'no' });
  link = `/x/${await linkOf(here, cast.poul, 'across' as never, request)}`;
});

test('before she has said yes, nothing of who she is has been told to the other association', async () => {
  for (const path of [
    urls.desk,
    urls.signals,
    urls.waitingList,
    urls.inbox,
    urls.agreements,
    open(),
    to(urls.crossing, { crossing }),
    urls.drafts,
    urls.groupNew,
    at(urls.draft),
    at(urls.draftProposals),
  ])
    for (const [client, by] of [
      [kari!, 'kari'],
      [ada!, 'ada'],
    ] as const)
      await read(client, path, by);
  const hosts = heard.filter(({ by }) => by === 'kari' || by === 'ada');
  assert.ok(hosts.length > 20);
  for (const { html, path } of hosts)
    for (const secret of secretsOf('poul', 'flemming')) assert.ok(!html.includes(secret), `${path}: ${secret}`);
  const guests = heard.filter(({ by }) => by === 'karen' || by === 'dorte');
  for (const { html, path } of guests)
    for (const secret of secretsOf('per', 'pia', 'petra')) assert.ok(!html.includes(secret), `${path}: ${secret}`);
  assert.deepEqual(await rows(`select from enquiries where came_by = 'across'`), []);
});

test('her page says exactly what would be passed on, in her own language, and a yes needs a tick', async () => {
  const html = await (await visitor(here, 'da').get(link)).text();
  assert.match(html, /Foreningen Lyspunkt vil starte en gruppe/);
  assert.match(html, /Poul/);
  for (const [language, words] of Object.entries({ nb: 'Nei takk', nn: 'Begge svar er greie', da: 'Nej tak', en: 'No, thank you' }))
    assert.ok((await (await visitor(here).get(`${link}?lang=${language}`)).text()).includes(words), language);
  assert.equal((await visitor(here).post(link, { answer: 'yes' })).status, 422);
  assert.deepEqual(await rows(`select from history where act = 'crossing.consented'`), []);
});

test('her yes is recorded, and a guest is made of her name and one contact', async () => {
  assert.equal((await visitor(here).post(link, { answer: 'yes', consent: 'yes' })).status, 303);
  const [consent] = await rows(`select * from consents where person_id = $1 and text_version like 'across%'`, [cast.poul.id]);
  assert.deepEqual([consent.text_version, consent.given_by], ['across 1 da', 'self']);
  const [guest] = await rows(`select * from enquiries where came_by = 'across'`);
  assert.deepEqual(
    [guest.association_id, guest.stage, guest.postcode, guest.birth_year, guest.diagnosis, guest.wish],
    [houses.lyspunkt.id, 'waiting', null, null, null, null],
  );
  assert.deepEqual(guest.needs, ['hearing'], 'what a coordinator noted stays at home');
  assert.equal((await rows('select from contacts where person_id = $1', [guest.person_id])).length, 1);
  assert.equal((await rows('select full_name from people where id = $1', [guest.person_id]))[0].full_name, null);
  for (const act of ['crossing.consented', 'crossing.admitted'])
    assert.equal((await rows('select from history where act = $1', [act])).length, 1, act);
  assert.match(await (await visitor(here).get(link)).text(), /Tak, du er med videre/);
  assert.match(await read(kari!, to(urls.crossing, { crossing }), 'kari'), /Poul/);
  assert.equal((await shownIn('crossing')).length, 4, 'and of whoever said yes to it');
  assert.equal((await visitor(here).post(link, { answer: 'yes', consent: 'yes' })).status, 422, 'once');
});

test('the host makes the group of its own and of her, and at home she waits no more', async () => {
  const wanted = { name: 'Skjermgruppa', size: '8', first_on: '12.1.2027', first_at: '18', rhythm: 'every-second-week' };
  const few = await kari!.post(to(urls.crossingMake, { crossing }), wanted);
  assert.equal(few.status, 422, 'the model asks for five');
  await rows(`update programme_models set size_min = 4 where id = $1`, [models.lpp.id]);
  const made = await kari!.post(to(urls.crossingMake, { crossing }), wanted);
  assert.equal(made.status, 303);
  const group = idIn(made);
  assert.equal((await rows('select from seats where group_id = $1', [group])).length, 4);
  assert.match(await read(kari!, to(urls.group, { group }), 'kari'), /Poul/);
  assert.equal((await rows('select stage from enquiries where id = $1', [enquiry.get('poul')]))[0].stage, 'placed');
  assert.equal((await kari!.post(to(urls.crossingMake, { crossing }), wanted)).status, 422);
});

test('she takes it back: the guest is erased, her seat with it, and she waits at home again', async () => {
  const [{ person_id: guest }] = await rows(`select person_id from enquiries where came_by = 'across'`);
  assert.equal((await visitor(here).post(to(urls.link.acrossTakeBack, { token: link.slice(3) }))).status, 303);
  assert.deepEqual(await rows('select from people where id = $1', [guest]), []);
  assert.equal((await rows('select person_id from erasures where person_id = $1', [guest])).length, 1);
  assert.equal((await rows('select stage from enquiries where id = $1', [enquiry.get('poul')]))[0].stage, 'waiting');
  assert.equal((await rows(`select from consents where person_id = $1 and withdrawn_at is not null`, [cast.poul.id])).length, 1);
  assert.equal((await rows(`select from history where act = 'crossing.withdrawn'`)).length, 1);
  assert.doesNotMatch(main(await read(kari!, to(urls.crossing, { crossing }), 'kari')), /Poul/);
  assert.match(await (await visitor(here).get(link)).text(), /ikke længere aktuelt/);
});

test('whoever is erased at home is erased where she is a guest', async () => {
  await karen!.post(to(urls.agreementShare, { agreement }));
  const [card] = await rows('select id from shared_cards where enquiry_id = $1', [enquiry.get('poul')]);
  const [{ venue_id: venue }] = await rows('select venue_id from crossings limit 1');
  const id = newId();
  await rows(
    `insert into crossings (id, agreement_id, association_id, made_by, made_at, model_id, venue_id, slot, kind, language, own_people, leaders)
     values ($1, $2, $3, $4, now(), $5, $6, 'tue-eve', 'relative', 'nb', '{}', '{}')`,
    [id, agreement, houses.lyspunkt.id, cast.kari.id, models.lpp.id, venue],
  );
  assert.ok(card);
  const request = newId();
  await rows(
    `insert into crossing_requests (id, crossing_id, association_id, enquiry_id, asked_at, agreed_at) values ($1, $2, $3, $4, now(), now())`,
    [request, id, houses.broen.id, enquiry.get('poul')],
  );
  const own = `/x/${await linkOf(here, cast.poul, 'across' as never, request)}`;
  assert.equal((await visitor(here).post(own, { answer: 'yes', consent: 'yes' })).status, 303);
  const [{ person_id: guest }] = await rows(`select person_id from enquiries where came_by = 'across' and person_id is not null`);
  const erased = await dorte!.post(to(urls.personErase, { person: cast.poul.id }), { sure: 'yes', confirm: 'yes' });
  assert.equal(erased.status, 303);
  assert.deepEqual(await rows('select from people where id = any ($1)', [[guest, cast.poul.id]]), []);
});

test('an agreement that ends takes the cards with it', async () => {
  await karen!.post(to(urls.agreementShare, { agreement }));
  assert.equal((await dorte!.post(to(urls.agreementAnswer, { agreement }), { answer: 'no' })).status, 303);
  assert.deepEqual(await rows('select from shared_cards where association_id = $1', [houses.broen.id]), []);
  assert.match(await read(kari!, open(), 'kari'), /Gikk ut/);
  assert.equal((await kari!.post(to(urls.agreementPropose, { agreement }), { model: models.lpp.id })).status, 404);
});

test('whoever coordinates her chapter answers for her people, and for nobody else’s', async () => {
  const [randers] = await rows(`select id from chapters where association_id = $1 limit 1`, [houses.broen.id]);
  const [near, far] = [newId(), newId()];
  for (const [id, chapter] of [
    [near, randers.id],
    [far, newId()],
  ]) {
    if (id === far)
      await rows(`insert into chapters (id, association_id, slug, name) values ($1, $2, 'langt', 'Langt herfra')`, [
        chapter,
        houses.broen.id,
      ]);
    await rows(`insert into people (id, association_id, called, language, reach_by, created_at) values ($1, $2, '', 'da', 'sms', now())`, [
      id,
      houses.broen.id,
    ]);
    await rows(
      `insert into roles (id, association_id, person_id, role, chapter_id, from_day) values (gen_random_uuid(), $1, $2, 'coordinator', $3, '2026-01-01')`,
      [houses.broen.id, id, chapter],
    );
  }
  await rows('update agreement_members set ended_at = null where agreement_id = $1', [agreement]);
  const id = enquiry.get('flemming')!;
  await rows('update crossing_requests set declined_at = now() where enquiry_id = $1', [id]);
  await rows('update people set chapter_id = $2 where id = $1', [cast.flemming.id, randers.id]);
  const request = newId();
  await rows(`insert into crossing_requests (id, crossing_id, association_id, enquiry_id, asked_at) values ($1, $2, $3, $4, now())`, [
    request,
    crossing,
    houses.broen.id,
    id,
  ]);
  const [hers, theirs] = [
    await as(here, { id: near, association: houses.broen.id }),
    await as(here, { id: far, association: houses.broen.id }),
  ];
  const page = to(urls.crossingRequest, { request });
  assert.equal((await theirs.get(page)).status, 404);
  assert.equal((await theirs.post(page, { answer: 'yes' })).status, 404);
  assert.match(await (await hers.get(urls.desk)).text(), /spørger om én af jeres/);
  assert.match(await (await hers.get(urls.agreements)).text(), new RegExp(page));
  assert.match(await (await hers.get(page)).text(), /Må Flemming blive spurgt/);
  assert.equal((await hers.get(open())).status, 404, 'the agreement and the cards are the association’s');
  assert.equal((await hers.post(page, { answer: 'yes' })).status, 303);
  assert.equal((await rows('select agreed_by from crossing_requests where id = $1', [request]))[0].agreed_by, near);
  await rows('delete from crossing_requests where id = $1', [request]);
});

test('to an association that has no part in it, and to whoever coordinates a chapter only, none of it exists', async () => {
  const request = await requestOf('flemming');
  const outside = [await as(here, third), await as(here, 'birk'), await as(here, 'frida'), await as(here, 'per')];
  for (const client of outside) {
    for (const path of [open(), to(urls.crossing, { crossing }), to(urls.crossingRequest, { request })])
      assert.equal((await client.get(path)).status, 404, path);
    for (const path of [
      to(urls.agreementShare, { agreement }),
      to(urls.agreementAnswer, { agreement }),
      to(urls.crossingRequest, { request }),
    ])
      assert.equal((await client.post(path, { answer: 'yes' })).status, 404, path);
  }
  assert.equal((await visitor(here).get('/x/AAAAAAAAAAAAAAAAAAAAAA')).status, 404);
});
