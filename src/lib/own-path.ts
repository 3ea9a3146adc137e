/** A path of this site to come back to; anything else, such as another host, is left out. */
export const ownPath = (path: string | null | undefined, otherwise: string): string =>
  path && path.length <= 500 && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : otherwise;
