import { type Actor, may } from '../accounts/index.ts';
import type { Translate } from '../lib/language.ts';
import type { MenuItem } from '../ui/index.ts';
import { urls } from '../urls.ts';

/** One level, only what this person may open. */
export function menuOf(actor: Actor, t: Translate, path: string): MenuItem[] {
  if (actor.kind !== 'person') return [];
  const item = (href: string, label: string): MenuItem => ({ href, label });
  const menu = [
    item(urls.desk, t('desk:menu.desk')),
    ...(may(actor, 'enquiry.see') ? [item(urls.inbox, t('desk:menu.inbox')), item(urls.waitingList, t('desk:menu.waiting-list'))] : []),
    ...(may(actor, 'group.see') ? [item(urls.groups, t('desk:menu.groups'))] : []),
    ...(may(actor, 'offer.change') ? [item(urls.offers, t('desk:menu.offers'))] : []),
    ...(may(actor, 'print-run.make') ? [item(urls.papers, t('desk:menu.papers'))] : []),
    ...(may(actor, 'house.see') ? [item(urls.house, t('desk:menu.house'))] : []),
  ];
  const here = menu.filter(({ href }) => path === href || path.startsWith(`${href}/`)).reduce<string>(longest, '');
  return menu.map((one) => ({ ...one, current: one.href === here }));
}

/** Papers lie within the house: only the nearer of the two is where one is. */
const longest = (best: string, { href }: MenuItem): string => (href.length > best.length ? href : best);
