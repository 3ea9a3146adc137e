/** How a facilitator gets hold of one participant, by the one contact she chose to show. */
import { sayPhone } from '../intake/index.ts';
import type { Contact } from '../people/index.ts';
import { to, urls } from '../urls.ts';
import { Address, LinkButton, Page, useFrame } from '../ui/index.ts';
import type { Group } from './group.ts';

type Shown = { group: Group; called: string; contact: Pick<Contact, 'kind' | 'value'> };

export function ReachPage({ group, called, contact }: Shown) {
  const { t } = useFrame();
  return (
    <Page
      title={t('groups:reach.title', { name: called })}
      over={group.name}
      lead={t('groups:reach.lead', { name: called })}
      back={{ href: to(urls.group, { group: group.id }) }}
    >
      <Way contact={contact} />
      <p class="note">{t('groups:reach.recorded', { name: called })}</p>
    </Page>
  );
}

function Way({ contact: { kind, value } }: Pick<Shown, 'contact'>) {
  const { t } = useFrame();
  if (kind === 'address') return <Address lines={value.split('\n')} />;
  if (kind === 'phone')
    return (
      <p>
        <LinkButton icon="phone" href={`tel:${value}`}>
          {t('groups:reach.call', { phone: sayPhone(value) })}
        </LinkButton>
      </p>
    );
  // No button: a long address breaks over lines only in running text.
  return (
    <p>
      <a class="ds-link" href={`mailto:${value}`}>
        {t('groups:reach.write', { email: value })}
      </a>
    </p>
  );
}
