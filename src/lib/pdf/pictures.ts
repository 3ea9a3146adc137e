/** A picture somebody has sent, as bytes of one of these kinds. */
export type Picture = { picture: Uint8Array; type: string };
const endings: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };
const isPicture = (value: object): value is Picture => (value as Picture).picture instanceof Uint8Array;

/** The data with a path in place of every picture, and the pictures by that path; of a kind that is not drawn, null. */
export function withPaths(value: unknown, folder: string, found: Map<string, Uint8Array>): unknown {
  if (Array.isArray(value)) return value.map((one) => withPaths(one, folder, found));
  if (!value || typeof value !== 'object') return value;
  if (isPicture(value)) {
    const ending = endings[value.type];
    if (!ending) return null;
    const path = `/picture-${found.size}.${ending}`;
    found.set(folder + path, value.picture);
    return path;
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withPaths(one, folder, found)]));
}

/** The same without any picture. */
export const withoutPictures = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutPictures)
    : !value || typeof value !== 'object'
      ? value
      : isPicture(value)
        ? null
        : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutPictures(one)]));
