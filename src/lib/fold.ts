/**
 * A text as those who cannot find the letters write it: small letters, no accents, ø as o, å as a, æ as e, and the ways around them
 * (oe, aa, ae, ö, ä) the same, so that "Ålesund", "Aalesund" and "alesund" are one, as are "træning", "traening" and "trening".
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ø|ö|œ|oe/g, 'o')
    .replace(/å|aa/g, 'a')
    .replace(/æ|ä|ae/g, 'e')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9\p{L}]+/gu, ' ')
    .trim();
}

/** The words of a text, folded; none twice. */
export const foldedWords = (text: string): string[] => [...new Set(fold(text).split(' ').filter(Boolean))];
