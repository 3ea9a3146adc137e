/** What a file is by its first bytes. Its name is never asked: a photo may well be called list.csv. */
export type FileKind = 'text' | 'zip' | 'compound' | 'picture' | 'document';

type Sign = { kind: FileKind; at: number; bytes: readonly number[] };

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const signs: readonly Sign[] = [
  { kind: 'zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'zip', at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  // Compound File Binary: Excel before 2007, and workbooks of today with a password.
  { kind: 'compound', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'picture', at: 0, bytes: [0x89, ...ascii('PNG')] },
  { kind: 'picture', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { kind: 'picture', at: 0, bytes: ascii('GIF8') },
  { kind: 'picture', at: 8, bytes: ascii('WEBP') },
  { kind: 'picture', at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { kind: 'picture', at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  // HEIC, HEIF and AVIF from phones, and films.
  { kind: 'picture', at: 4, bytes: ascii('ftyp') },
  { kind: 'document', at: 0, bytes: ascii('%PDF') },
  { kind: 'document', at: 0, bytes: ascii('{\\rtf') },
];

export function fileKind(bytes: Uint8Array): FileKind {
  const sign = signs.find(({ at, bytes: wanted }) => wanted.every((byte, n) => bytes[at + n] === byte));
  return sign?.kind ?? (isBitmap(bytes) ? 'picture' : 'text');
}

/** The two letters BM may begin a heading, so the file's own length, which follows them, is asked too. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 14 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return false;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(2, true) === bytes.length;
}

/** A workbook with a password is a compound file that names its content in UTF-16. */
export function isEncryptedWorkbook(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
