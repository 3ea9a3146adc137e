// The text form of keys, BIP 173: letters that are hard to mistake for each other, and six of them to notice a slip.

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

export function encodeBech32(prefix: string, bytes: Buffer): string {
  const values = regroup([...bytes], 8, 5, true)!;
  const sum = checksum([...spread(prefix), ...values, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = Array.from({ length: 6 }, (_, index) => (sum >>> (5 * (5 - index))) & 31);
  return `${prefix}1${[...values, ...tail].map((value) => letters[value]).join('')}`;
}

/** Undefined for anything that is not a whole, unmixed and rightly summed text. */
export function decodeBech32(text: string): { prefix: string; bytes: Buffer } | undefined {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return undefined;
  const plain = text.toLowerCase();
  const cut = plain.lastIndexOf('1');
  const values = Array.from(plain.slice(cut + 1), (letter) => letters.indexOf(letter));
  if (cut < 1 || values.length < 6 || values.includes(-1)) return undefined;
  const prefix = plain.slice(0, cut);
  if (checksum([...spread(prefix), ...values]) !== 1) return undefined;
  const bytes = regroup(values.slice(0, -6), 5, 8, false);
  return bytes && { prefix, bytes: Buffer.from(bytes) };
}

function spread(prefix: string): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

function checksum(values: number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25;
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return generator.reduce((mixed, constant, bit) => ((top >>> bit) & 1 ? mixed ^ constant : mixed), next);
  }, 1);
}

function regroup(values: number[], from: number, to: number, pad: boolean): number[] | undefined {
  const groups: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    for (; bits >= to; bits -= to) groups.push((held >>> (bits - to)) & ((1 << to) - 1));
  }
  const rest = (held << (to - bits)) & ((1 << to) - 1);
  if (pad) return bits > 0 ? [...groups, rest] : groups;
  return bits >= from || rest !== 0 ? undefined : groups;
}
