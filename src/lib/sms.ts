/** A phone number with its country: +4790000001 (ITU-T E.164). */
export type E164 = string & { readonly is: 'E164' };
export const isE164 = (text: string): text is E164 => /^\+[1-9]\d{6,14}$/.test(text);

export type Sms = {
  to: E164;
  /** A number that can be answered, or a name of 3 to 11 letters and digits. */
  sender: string;
  text: string;
  /** Whose message it is, for the report of its delivery. */
  reference: string;
};

export type SmsGateway = {
  /** Resolves with the gateway's own id when it has taken the message; throws SmsRefused otherwise. */
  send: (sms: Sms) => Promise<{ id: string }>;
};

export type SmsRefusal = 'invalid' | 'refused' | 'sign-in-refused' | 'no-credit' | 'misconfigured' | 'busy' | 'unreachable' | 'interrupted';

/**
 * Why a message was not accepted; carries no number and no words of the gateway's. `permanent`: not to be tried again by itself. That
 * also holds when it `maybeSent`: no gateway recognises a repeat, and nobody should be called to the same meeting twelve times.
 */
export class SmsRefused extends Error {
  readonly permanent: boolean;
  readonly reason: SmsRefusal;
  readonly maybeSent: boolean;
  /** Of HTTP. */
  readonly status: number | undefined;
  constructor(reason: SmsRefusal, permanent: boolean, status?: number) {
    super(`SMS refused: ${reason}`);
    this.name = 'SmsRefused';
    this.reason = reason;
    this.permanent = permanent;
    this.maybeSent = reason === 'interrupted';
    this.status = status;
  }
}

export type ElksConfig = {
  /** https://api.46elks.com, or another gateway that speaks the same way. Demanded to be https, but on this very machine. */
  url: string;
  user: string;
  password: string;
  /** Where the gateway tells what became of a message; left out, it does not. */
  deliveryUrl?: (reference: string) => string;
  /** How long it may take to answer; 20 000 when left out. */
  timeoutMs?: number;
};

const mostParts = 6;

/** A gateway in the form of 46elks' public API (POST /a1/sms). Throws a TypeError when its address is not one. */
export function elksGateway(config: ElksConfig): SmsGateway {
  const address = addressOf(config.url);
  const authorization = `Basic ${Buffer.from(`${config.user}:${config.password}`).toString('base64')}`;
  return {
    async send({ to, sender, text, reference }) {
      const sendable = isE164(to) && (isE164(sender) || /^[A-Za-z][A-Za-z0-9]{2,10}$/.test(sender)) && text.trim() !== '';
      if (!sendable || smsParts(text) > mostParts) throw new SmsRefused('invalid', true);
      // The gateway is asked to forget the text: it has no use for it once it is sent.
      const body = new URLSearchParams({ from: sender, to, message: text, dontlog: 'message' });
      if (config.deliveryUrl) body.set('whendelivered', config.deliveryUrl(reference));
      const signal = AbortSignal.timeout(config.timeoutMs ?? 20_000);
      const reply = await fetch(address, { method: 'POST', headers: { authorization }, body, signal, redirect: 'manual' }).catch(
        notReached,
      );
      return { id: await idIn(reply) };
    },
  };
}

function addressOf(base: string): URL {
  const url = new URL(base.endsWith('/') ? base : `${base}/`);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(here && url.protocol === 'http:')) throw new TypeError('The SMS gateway is written https://');
  return new URL('a1/sms', url);
}

async function idIn(reply: Response): Promise<string> {
  if (!reply.ok) {
    await reply.body?.cancel();
    throw answered(reply.status);
  }
  const answer: unknown = await reply.json().catch(() => undefined);
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  if (typeof id !== 'string' || !isGatewayId(id)) throw new SmsRefused('interrupted', true, reply.status);
  return id;
}

function answered(status: number): SmsRefused {
  if (status === 429 || status >= 500) return new SmsRefused('busy', false, status);
  if (status === 401) return new SmsRefused('sign-in-refused', false, status);
  if (status === 402 || status === 403) return new SmsRefused('no-credit', false, status);
  if (status === 400 || status === 422) return new SmsRefused('refused', true, status);
  return new SmsRefused('misconfigured', false, status);
}

function notReached(error: Error): never {
  const cause = error.cause as { code?: string } | undefined;
  const never = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL|_ISSUER_|SIGNATURE/;
  if (never.test(cause?.code ?? '')) throw new SmsRefused('unreachable', false);
  throw new SmsRefused('interrupted', true);
}

export type InboundSms = { id: string; from: E164; to: E164; text: string; receivedAt: Date };

/**
 * A message sent to us, as 46elks posts it (id, from, to, message, direction, created). Undefined when it is not one; a sender without
 * a number, such as a shop's name, cannot be answered and is not one either. The reply to the gateway should have no body: that is sent on.
 */
export function parseInboundSms(form: URLSearchParams | FormData): InboundSms | undefined {
  const [id, from, to, message, direction, created] = ['id', 'from', 'to', 'message', 'direction', 'created'].map((name) =>
    only(form, name),
  );
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?$/.test(created ?? '') ? new Date(`${created!.slice(0, 19)}Z`) : undefined;
  if (!id || !isGatewayId(id) || !from || !isE164(from) || !to || !isE164(to)) return undefined;
  if (direction !== 'incoming' || message === undefined || message.length > 2_000 || !at || Number.isNaN(at.getTime())) return undefined;
  return {
    id,
    from,
    to,
    text: message
      .normalize('NFC')
      .replace(/[^\P{Cc}\n]/gu, ' ')
      .trim(),
    receivedAt: at,
  };
}

/** `id`: the gateway's own. sent: on its way. */
export type DeliveryReport = { id: string; state: 'sent' | 'delivered' | 'failed' };

/** What became of a message, as 46elks posts it. Undefined when it is no such report. */
export function parseDeliveryReport(form: URLSearchParams | FormData): DeliveryReport | undefined {
  const [id, state] = [only(form, 'id'), only(form, 'status')];
  if (!id || !isGatewayId(id) || (state !== 'sent' && state !== 'delivered' && state !== 'failed')) return undefined;
  return { id, state };
}

function only(form: URLSearchParams | FormData, name: string): string | undefined {
  const values = form.getAll(name);
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : undefined;
}

const isGatewayId = (text: string) => /^[\w-]{1,100}$/.test(text);

// 3GPP TS 23.038: the default alphabet, and the signs that take two places in it.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const double = new Set('\f^{}\\[~]|€');

/** How many messages a text takes on its way: 160 signs fit in one, 153 in each of several; with any sign outside GSM's alphabet 70, and 67. */
export function smsParts(text: string): number {
  const signs = [...text];
  const plain = signs.every((sign) => basic.has(sign) || double.has(sign));
  const sizes = signs.map((sign) => (plain ? (double.has(sign) ? 2 : 1) : sign.length));
  const [alone, together] = plain ? [160, 153] : [70, 67];
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1;
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    // A sign is never split between two messages.
    if (filled + size > together) [parts, filled] = [parts + 1, 0];
    filled += size;
  }
  return parts;
}
