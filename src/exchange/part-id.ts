import { createHash } from 'node:crypto';

/** The id of a part that has no row of its own: the same each time it is told (a UUID of version 8, RFC 9562). */
export function partId(whole: string, part: string): string {
  const bytes = createHash('sha256').update(`${whole} ${part}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
