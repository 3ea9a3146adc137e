import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

export type Packing = 'br' | 'gzip';

/** The smallest way of sending that a browser says it can read. Only for what is the same for everyone: sizes tell of secrets. */
export function packingOf(accepted: string | undefined | null): Packing | null {
  if (!accepted) return null;
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/** For what is sent many times. */
export const packWell = (bytes: Buffer, packing: Packing): Buffer =>
  packing === 'br' ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : gzipSync(bytes, { level: 8 });

const gzipSoon = promisify(gzip);
/** For what is sent once: beside the one thread that answers. */
export const packSoon = (bytes: Buffer): Promise<Buffer> => gzipSoon(bytes, { level: 1 });
