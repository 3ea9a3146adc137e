/** What a visitor sends, and what the holder of a private link sees and does. No account anywhere. */
import { asHolder, forgetRemembered, newOnce, readOnce, remember, remembered, type Routes, runIn, type Visit } from '../accounts/index.ts';
import { textInForce } from '../associations/index.ts';
import { wallOf } from '../lib/day.ts';
import { sayPhone } from '../lib/phone.ts';
import { isRefusal } from '../lib/refusal.ts';
import { numberOf } from '../interest/index.ts';
import { linkUrl } from '../messages/index.ts';
import { errorsOf, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { change, receive, withdraw } from './actions.ts';
import { EnquirePage, SentPage } from './enquire.tsx';
import { type Enquiry, openStages, type Stage, wants, type Wants } from './enquiry.ts';
import { ChangePage, FollowPage, TalkPage, type TalkView, WithdrawPage } from './follow.tsx';
import { detailsOf } from './details.ts';
import { changeForm, enquiryForm, reachOf, settle } from './forms.ts';
import { type Host, hostOf, writtenIn } from './house.ts';
import { sayUnfit, ZONE } from './interview.ts';
import { mayWithdraw } from './reach.ts';
import { enquiryOf } from './store.ts';
import { type Interview, interviewOf, interviewsOf, isBooked } from './talks.ts';
import { reachRows } from './reach-rows.tsx';
import { detailRows, toldBy, valuesOf } from './told.ts';

const SENT = 'sent';
/** While it has not been met or put off: then she is one of those who wish for the same. */
const openOrWaiting: readonly Stage[] = [...openStages, 'waiting'];

export function publicIntakeRoutes(routes: Routes): void {
  routes.get(urls.enquire, { may: 'enquiry.send' }, async (visit) => enquirePage(visit, { once: newOnce(visit.world) }));

  routes.post(urls.enquire, { may: 'enquiry.send', limit: 'enquiry' }, async (visit) => {
    const host = await hostOf(visit, visit.params.association);
    const about = wantsOf(visit);
    const read = settle(await visit.form(enquiryForm(host.country)), host.country, visit.today);
    if (!read.ok) return enquirePage(visit, read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const once = readOnce(visit.world, read.value.once);
    const sent = {
      wants: about,
      language: writtenIn(host, visit.language),
      reach: reachOf(read.value),
      details: detailsOf(read.value, host.norwegian),
      once,
      run: runIn(visit.query),
    };
    const token = await receive(visit, host, sent);
    const path = to(urls.enquirySent, { association: host.slug });
    remember(visit.http, SENT, token, { seconds: 900, strict: true });
    return visit.redirect(path);
  });

  routes.get(urls.enquirySent, { may: 'enquiry.send' }, async (visit) => {
    const host = await hostOf(visit, visit.params.association);
    const token = remembered(visit.http, SENT);
    const link = token && /^[\w-]{22}$/.test(token) ? linkUrl('enquiry', token) : null;
    if (link) forgetRemembered(visit.http, SENT);
    return visit.page(<SentPage slug={host.slug} link={link} url={link && visit.world.config.PUBLIC_URL + link} />);
  });

  routes.get(urls.link.enquiry, { may: 'enquiry.follow', limit: 'link' }, async (visit) => {
    const { enquiry, told } = await ownEnquiry(visit);
    const host = await hostOf(visit);
    const booked = (await interviewsOf(visit.tx, [enquiry.id])).find(isBooked);
    const rows = [...reachRows(visit.t, told, host.country), ...detailRows(visit.t, told, enquiry)];
    const talk = booked ? await talkView(visit, booked) : null;
    const call = callOf(host);
    const { wants, stage, receivedOn } = enquiry;
    const counts = wants === 'group' && openOrWaiting.includes(stage) && enquiry.kind !== null && enquiry.postcode !== null;
    const number = counts ? await numberOf(visit.tx, enquiry.id) : undefined;
    return visit.page(
      <FollowPage
        token={visit.params.token}
        called={told.called}
        today={visit.today}
        {...{ wants, stage, receivedOn, talk, rows, call, number }}
      />,
    );
  });

  routes.get(urls.link.enquiryChange, { may: 'enquiry.follow', limit: 'link' }, async (visit) => {
    const { enquiry, told } = await ownEnquiry(visit);
    return visit.page(<ChangePage token={visit.params.token} wants={enquiry.wants} values={valuesOf(told, enquiry)} />);
  });

  routes.post(urls.link.enquiryChange, { may: 'enquiry.follow', limit: 'link' }, async (visit) => {
    const { enquiry } = await ownEnquiry(visit);
    const host = await hostOf(visit);
    const read = settle(await visit.form(changeForm(host.country)), host.country, visit.today);
    const page = (values: Typed, errors: Record<string, string>) =>
      visit.page(<ChangePage token={visit.params.token} wants={enquiry.wants} values={values} errors={errors} />, 422);
    if (!read.ok) return page(read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const outcome = await change(visit, host, enquiry.id, { reach: reachOf(read.value), details: detailsOf(read.value, host.norwegian) });
    if (isRefusal(outcome)) return page(read.typed, { '': visit.t(`intake:refusal.${outcome.refused}`) });
    return visit.redirect(to(urls.link.enquiry, { token: visit.params.token }), 'intake:done.changed-own');
  });

  routes.get(urls.link.enquiryWithdraw, { may: 'enquiry.follow', limit: 'link' }, async (visit) => {
    const { enquiry } = await ownEnquiry(visit);
    return visit.page(<WithdrawPage token={visit.params.token} refused={(await mayWithdraw(visit, enquiry.person!)) !== undefined} />);
  });

  routes.post(urls.link.enquiryWithdraw, { may: 'enquiry.follow', limit: 'link' }, async (visit) => {
    const { enquiry } = await ownEnquiry(visit);
    const receipt = await withdraw(visit, enquiry);
    if (isRefusal(receipt)) return visit.page(<WithdrawPage token={visit.params.token} refused />, 422);
    return visit.redirect(to(urls.receipt, { receipt }));
  });

  routes.get(urls.link.interview, { may: 'interview.answer', limit: 'link' }, async (visit) => talkPage(visit, await ownTalk(visit)));

  routes.post(urls.link.interview, { may: 'interview.answer', limit: 'link' }, async (visit) => {
    const talk = await ownTalk(visit);
    await sayUnfit(visit, talk, asHolder(visit.actor).id);
    return visit.redirect(to(urls.link.interview, { token: visit.params.token }));
  });
}

const callOf = ({ phone, country }: Host) => (phone ? { phone, own: country } : null);

type EnquireVisit = Visit<{ association: string; wants: string }>;

const wantsOf = (visit: EnquireVisit): Wants => wants.find((one) => one === visit.params.wants) ?? visit.missing();

async function enquirePage(visit: EnquireVisit, values: Typed, errors?: Record<string, string>): Promise<Response> {
  const host = await hostOf(visit, visit.params.association);
  const consent = await textInForce(visit.tx, host.id, 'consent', visit.language);
  const page = (
    <EnquirePage
      slug={host.slug}
      wants={wantsOf(visit)}
      consent={consent?.lines ?? []}
      phone={host.phone && sayPhone(host.phone, host.country)}
      values={values}
      errors={errors}
    />
  );
  return visit.page(page, errors ? 422 : 200);
}

async function ownEnquiry(visit: Visit<{ token: string }>) {
  const enquiry: Enquiry | undefined = await enquiryOf(visit.tx, asHolder(visit.actor).object ?? '');
  const told = enquiry && (await toldBy(visit, enquiry));
  return enquiry && told ? { enquiry, told } : visit.missing();
}

async function ownTalk(visit: Visit<{ token: string }>): Promise<Interview> {
  return (await interviewOf(visit.tx, asHolder(visit.actor).object ?? '')) ?? visit.missing();
}

async function talkPage(visit: Visit<{ token: string }>, interview: Interview): Promise<Response> {
  const call = callOf(await hostOf(visit));
  const talk = await talkView(visit, interview);
  return visit.page(<TalkPage token={visit.params.token} talk={talk} call={call} today={visit.today} />);
}

async function talkView({ tx, now }: Pick<Visit, 'tx' | 'now'>, talk: Interview): Promise<TalkView> {
  const venue = talk.venue ? await tx.selectFrom('venues').selectAll().where('id', '=', talk.venue).executeTakeFirst() : undefined;
  const place = venue
    ? [venue.name, venue.address, [venue.postcode, venue.place].filter(Boolean).join(' '), venue.door, venue.directions]
    : [];
  return {
    ...wallOf(talk.at, ZONE),
    minutes: talk.minutes,
    how: talk.how,
    place: place.filter((line): line is string => Boolean(line)),
    isUnfit: talk.unfitAt !== null,
    isOver: talk.cancelledAt !== null || talk.heldAt !== null || talk.at <= now,
  };
}
