/** A picture somebody sent: which it is, and how large, told by its own bytes; made anew without anything but the picture in it. */
export type Picture = { type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: Buffer; width: number; height: number };

export const MOST_BYTES = 400_000;
const MOST_PIXELS = 4_000;

/** Undefined for everything that is not a whole PNG, JPEG or WebP of a sane size; an SVG is a page that may hold a script, and is none. */
export function readPicture(bytes: Buffer): Picture | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const read = [png, jpeg, webp].map((one) => one(bytes)).find((picture) => picture !== undefined);
  const isSane = read && read.width > 0 && read.height > 0 && read.width <= MOST_PIXELS && read.height <= MOST_PIXELS;
  return isSane ? read : undefined;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What draws the picture; words, places, times and whatever stands after the end are left out. */
const DRAWN = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'sRGB', 'gAMA']);

function png(bytes: Buffer): Picture | undefined {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const kept: Buffer[] = [SIGNATURE];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) return undefined;
    if (DRAWN.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND')
      return { type: 'image/png', bytes: Buffer.concat(kept), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    at = end;
  }
  return undefined;
}

/** Segments of JPEG: APP0 tells how it is drawn, APP1 to APP15 and comments tell of the camera, the place and the program. */
function jpeg(bytes: Buffer): Picture | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  const kept = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes[at] !== 0xff || end > bytes.length) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && end - at >= 9) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === 0xda) {
      const last = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
      return size && last > end
        ? { type: 'image/jpeg', bytes: Buffer.concat([...kept, bytes.subarray(at, last + 2)]), ...size }
        : undefined;
    }
    const tells = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!tells) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

function webp(bytes: Buffer): Picture | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length || (name === 'VP8X' && length < 10)) return undefined;
    if (name === 'VP8X') {
      size = { width: 1 + bytes.readUIntLE(at + 12, 3), height: 1 + bytes.readUIntLE(at + 15, 3) };
      const header = Buffer.from(bytes.subarray(at, end));
      header[8]! &= ~0x0c; // says that words about it follow: they do not
      kept.push(header);
    } else if (['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF'].includes(name)) kept.push(bytes.subarray(at, Math.min(end, bytes.length)));
    if (name === 'VP8 ' && length >= 10)
      size ??= { width: bytes.readUInt16LE(at + 14) & 0x3fff, height: bytes.readUInt16LE(at + 16) & 0x3fff };
    if (name === 'VP8L' && length >= 5) size ??= lossless(bytes.readUInt32LE(at + 9));
    at = end;
  }
  if (!size) return undefined;
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept]);
  const head = Buffer.alloc(8, 'RIFF');
  head.writeUInt32LE(body.length, 4);
  return { type: 'image/webp', bytes: Buffer.concat([head, body]), ...size };
}

const lossless = (bits: number) => ({ width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) });
