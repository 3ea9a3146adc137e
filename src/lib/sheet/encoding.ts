import type { Encoding, SheetReason, SheetWarning } from './limits.ts';

export type Decoded = { text: string; encoding: Encoding; warnings: SheetWarning[] };

/**
 * The text of a file that does not say how its letters are written. A byte order mark decides; else what is right as UTF-8 is UTF-8
 * (other Western texts with æ, ø or å never are), and the rest is Windows-1252, which Nordic Excel writes.
 */
export function decodeText(bytes: Uint8Array): Decoded | SheetReason {
  const marked = byMark(bytes);
  if (marked) {
    const text = decode(bytes, marked);
    return text === undefined ? 'wrong-encoding' : judged(text, marked);
  }
  // Plain text holds no zero bytes; UTF-16 without its mark does, in every second place.
  const zeros = bytes.subarray(0, 4096).reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (zeros > 0) return zeros > Math.min(bytes.length, 4096) / 4 ? 'wrong-encoding' : 'not-a-table';
  const text = decode(bytes, 'utf-8');
  return text === undefined ? judged(decode(bytes, 'windows-1252') ?? '', 'windows-1252') : judged(text, 'utf-8');
}

function byMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Undefined when the bytes are not written in this encoding. */
function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function judged(text: string, encoding: Encoding): Decoded | SheetReason {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/.test(text)) return 'not-a-table';
  if (encoding === 'windows-1252' && isOlder(text)) return 'wrong-encoding';
  const warnings: SheetWarning[] = [];
  if (twiceEncoded.test(text)) warnings.push('mojibake');
  if (text.includes('\ufffd')) warnings.push('lost-letters');
  return { text, encoding, warnings };
}

/** What æ, ø, å, é, ö and the like look like after being written as UTF-8 and read as Windows-1252. */
const twiceEncoded = /Ã[\u0080-\u00bf\u2013-\u2122\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc]|Â[ «»°·]/u;

/** DOS and old Macintosh files put æ, ø and å where Windows has signs. Signs inside words give them away. */
function isOlder(text: string): boolean {
  const odd = text.match(/(?<=\p{L})[\u0080-\u009f‘›†„‚”¿¾Œ¯®]|[\u0080-\u009f¿¾Œ¯®†](?=\p{Ll})/gu)?.length ?? 0;
  const nordic = text.match(/[æøåäöéüÆØÅÄÖ]/g)?.length ?? 0;
  return odd > nordic;
}
