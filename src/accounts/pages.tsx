import { Button, Form, LinkButton, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Gone } from './links.ts';

/** What is shown when there is no page: in the person's language, with a way on. */
export function ErrorPage({
  kind,
  reference,
}: {
  kind: 'missing' | 'too-often' | 'stale-form' | 'too-large' | 'broken';
  reference?: string;
}) {
  const { t, person } = useFrame();
  return (
    <Page title={t(`accounts:error.${kind}.title`)} size="large">
      <p>{t(`accounts:error.${kind}.text`)}</p>
      {reference && <p>{t('accounts:error.reference', { reference })}</p>}
      <LinkButton href={person ? urls.desk : urls.start}>{t('accounts:error.on')}</LinkButton>
    </Page>
  );
}

/** A private link that no longer works offers a new one, sent the way the first one came. */
export function LinkGonePage({ token, why }: { token: string; why: Gone }) {
  const { t } = useFrame();
  return (
    <Page title={t(`accounts:link.${why}.title`)} size="large">
      <p>{t(`accounts:link.${why}.text`)}</p>
      <Form action={to(urls.link.renew, { token })}>
        <Button>{t('accounts:link.renew')}</Button>
      </Form>
    </Page>
  );
}
