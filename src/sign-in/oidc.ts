import type { Visit } from '../accounts/index.ts';

/** What the provider is called here; undefined where there is none. */
export const oidcName = ({ world: { config } }: Pick<Visit, 'world'>): string | undefined =>
  config.OIDC_ISSUER && config.OIDC_CLIENT_ID ? config.OIDC_NAME : undefined;
