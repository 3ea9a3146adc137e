import { createHash, timingSafeEqual } from 'node:crypto';
import type { Routes } from '../accounts/index.ts';
import { isId } from '../lib/ids.ts';
import { parseDeliveryReport, parseInboundSms } from '../lib/sms.ts';
import { urls } from '../urls.ts';
import { noteDelivery } from './delivered.ts';
import { outboxRoutes } from './outbox-routes.tsx';
import { renewRoutes } from './renew.tsx';
import { keepReply } from './reply.ts';

export function messageRoutes(routes: Routes): void {
  renewRoutes(routes);
  outboxRoutes(routes);

  // Nothing is said back to the gateway: a body would be sent on to the person.
  routes.post(urls.smsInbound, { may: 'sms.receive', machine: true, limit: 'gateway', body: 10_000 }, async (visit) => {
    if (!isOurSecret(visit.params.secret, visit.world.config.SMS_INBOUND_SECRET)) visit.missing();
    const submitted = await visit.submitted();
    const sms = parseInboundSms(submitted);
    if (sms) await keepReply(visit, sms);
    return new Response(null, { status: 204 });
  });

  routes.post(urls.smsDelivered, { may: 'sms.receive', machine: true, limit: 'gateway', body: 10_000 }, async (visit) => {
    if (!isOurSecret(visit.params.secret, visit.world.config.SMS_INBOUND_SECRET)) visit.missing();
    const report = parseDeliveryReport(await visit.submitted());
    if (report && isId(visit.params.message)) await noteDelivery(visit, visit.params.message, report);
    return new Response(null, { status: 204 });
  });
}

/** Takes as long whatever is wrong with it. */
function isOurSecret(given: string, ours: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return ours !== undefined && timingSafeEqual(hash(given), hash(ours));
}
