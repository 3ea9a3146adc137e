import type { Context as HonoContext, MiddlewareHandler } from 'hono';

/** What one page needs beyond the strict rules of all pages. */
export type Needs = {
  /** hash of the styles that are within the page */
  style?: string;
  /** may be shown within other sites */
  framed?: boolean;
  /** may be read by other sites, such as a script they have asked for */
  shared?: boolean;
  /** may ask the browser where it is, which asks the person */
  position?: boolean;
};

const KEY = 'needs';
export const pageNeeds = (http: HonoContext, needs: Needs): void => http.set(KEY as never, needs as never);

/** Outside the middleware that sets the rules: loosens them for the page that said so, and for no other. */
export const loosen: MiddlewareHandler = async (http, next) => {
  await next();
  const needs = http.get(KEY as never) as Needs | undefined;
  if (!needs) return;
  const { headers } = http.res;
  const policy = headers.get('content-security-policy') ?? '';
  const styled = needs.style ? policy.replace("style-src 'self'", `style-src 'self' '${needs.style}'`) : policy;
  headers.set('content-security-policy', needs.framed ? styled.replace("frame-ancestors 'none'", 'frame-ancestors *') : styled);
  if (needs.framed) headers.delete('x-frame-options');
  if (needs.shared) headers.set('cross-origin-resource-policy', 'cross-origin');
  if (needs.position)
    headers.set('permissions-policy', (headers.get('permissions-policy') ?? '').replace('geolocation=()', 'geolocation=(self)'));
};
