import type { ReachBy } from '../people/index.ts';

export type Channel = 'email' | 'sms' | 'call' | 'letter';
export type Reach = { phone?: string | undefined; email?: string | undefined; address?: string | undefined };

const ways: Record<ReachBy, readonly Channel[]> = {
  sms: ['sms', 'email', 'letter'],
  email: ['email', 'sms', 'letter'],
  phone: ['call', 'email', 'letter'],
  post: ['letter', 'call', 'email'],
};
const needs: Record<Channel, keyof Reach> = { sms: 'phone', call: 'phone', email: 'email', letter: 'address' };

/** How a person is told something: the way chosen, else the next one there is a contact for; a letter or a call is a person's work. */
export const chooseChannel = (reachBy: ReachBy, reach: Reach): Channel | undefined => ways[reachBy].find((way) => reach[needs[way]]);

/** Somebody who wants no more text messages is reached in another way. */
export function withoutSms(reach: Reach): ReachBy {
  if (reach.email) return 'email';
  return reach.address ? 'post' : 'phone';
}
