/** A meeting of the Meeting Guide format as a row of ours. Pure. */
import type { Raw } from './draft.ts';
import { text, type Thing } from './json-thing.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const tongues: Record<string, string> = {
  NO: 'nb',
  DA: 'da',
  EN: 'en',
  SV: 'sv',
  FI: 'fi',
  POL: 'pl',
  AR: 'ar',
  UK: 'uk',
  FA: 'fa',
  DE: 'de',
};

export function guideRow(meeting: Thing, line: number): Raw {
  const types = Array.isArray(meeting['types']) ? meeting['types'].map(text) : text(meeting['types']).split(/[,\s]+/);
  const days = [meeting['day']]
    .flat()
    .flatMap((day) => (typeof day === 'number' || /^[0-6]$/.test(text(day)) ? [weekdays[Number(day)]] : []));
  const isOnline = Boolean(text(meeting['conference_url']) || text(meeting['conference_phone']));
  const [formatted = '', ...rest] = text(meeting['formatted_address'])
    .split(',')
    .map((part) => part.trim());
  const [, postcode = '', place = ''] = /^(\d{4}) (.+)$/.exec(rest[0] ?? '') ?? [];
  return {
    line,
    cells: {
      key: text(meeting['slug']),
      association: text(meeting['entity']),
      title: text(meeting['name']),
      summary: text(meeting['notes']),
      more: text(meeting['group_notes']),
      kind: 'self-help-group',
      languages: types.flatMap((type) => tongues[type] ?? []).join(','),
      ways: isOnline ? (text(meeting['approximate']) === 'no' ? 'in-person,digital' : 'digital') : '',
      venue: text(meeting['location']),
      address: text(meeting['address']) || formatted,
      postcode: text(meeting['postal_code']) || postcode,
      place: text(meeting['city']) || place || text(meeting['region']),
      wheelchair: types.includes('X') ? 'yes' : '',
      rrule: days.length > 0 ? `FREQ=WEEKLY;BYDAY=${days.join(',')}` : '',
      clock: text(meeting['time']),
      end: text(meeting['end_time']),
      drop_in: types.includes('O') ? 'yes' : '',
      contact_name: text(meeting['contact_1_name']),
      contact_phone: text(meeting['contact_1_phone']),
      contact_email: text(meeting['contact_1_email']),
      link: text(meeting['url']),
    },
  };
}
