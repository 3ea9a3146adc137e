import type { VNode } from 'preact';
import {
  ActForm,
  Actions,
  Address,
  Alert,
  BarChart,
  Button,
  Card,
  Cards,
  Checkbox,
  Checkboxes,
  ClockField,
  ColumnChart,
  Confirm,
  DayField,
  DefinitionHint,
  Details,
  Done,
  EmptyState,
  Facts,
  Field,
  Fieldset,
  Filters,
  Form,
  Hero,
  LinkButton,
  NumberedList,
  Occasion,
  Page,
  Pagination,
  PrintButton,
  PrintSheet,
  Progress,
  Prose,
  Radios,
  ReadOut,
  Ring,
  Section,
  Select,
  Stage,
  Steps,
  SummaryList,
  Table,
  Tag,
  Task,
  TaskList,
  Timeline,
} from '../../src/ui/index.ts';
import type { Frame } from '../../src/ui/index.ts';
import { frameFor } from './frame.ts';

/** Every component on made-up pages about a garden society: the look knows no more of the domain than this. */
export type Example = { name: string; frame: Frame; page: VNode };

const society = { name: 'Hagelaget i Lia', href: '/' };
const menu = [
  { href: '/hage', label: 'Hagen', current: true },
  { href: '/dugnad', label: 'Dugnader' },
  { href: '/om', label: 'Om laget' },
];
const office = [
  { href: '/dag', label: 'Min dag', current: true },
  { href: '/folk', label: 'Folk' },
  { href: '/bed', label: 'Bed' },
  { href: '/tall', label: 'Tall' },
];
const footer = [
  { href: '/personvern', label: 'Personvern' },
  { href: '/tilgjengelighet', label: 'Tilgjengelighet' },
  { href: '/kontakt', label: 'Kontakt oss' },
];
const visiting = { association: society, footer, quickExit: 'https://www.yr.no/' };

export const examples: readonly Example[] = [
  { name: 'front', frame: frameFor('nb', { ...visiting, menu: menu.map((item) => ({ ...item, current: false })) }), page: <Front /> },
  {
    name: 'next',
    frame: frameFor('nb', {
      ...visiting,
      menu,
      person: { name: 'Ingrid', href: '/meg' },
      csrf: 'x',
      notice: 'Vi har sagt fra til de andre.',
    }),
    page: <Next />,
  },
  {
    name: 'desk',
    frame: frameFor('nb', { association: society, footer, menu: office, person: { name: 'Solveig Berntsen', href: '/meg' }, csrf: 'x' }),
    page: <Desk />,
  },
  { name: 'form', frame: frameFor('nb', { ...visiting, menu: [] }), page: <Asking /> },
  { name: 'stage', frame: frameFor('nb', { association: society, footer }), page: <OnTheTable /> },
  {
    name: 'upload',
    frame: frameFor('nb', { association: society, footer, menu: office, person: { name: 'Solveig Berntsen' } }),
    page: <Bringing />,
  },
  {
    name: 'list',
    frame: frameFor('nb', { association: society, footer, menu: office, person: { name: 'Solveig Berntsen' }, csrf: 'x' }),
    page: <Listing />,
  },
  { name: 'confirm', frame: frameFor('nb', { ...visiting, menu }), page: <Sure /> },
  { name: 'done', frame: frameFor('nb', { ...visiting, menu: [] }), page: <Finished /> },
  { name: 'check', frame: frameFor('nb', { ...visiting, menu: [] }), page: <Check /> },
  {
    name: 'numbers',
    frame: frameFor('nb', { association: society, footer, menu: office, person: { name: 'Solveig Berntsen' } }),
    page: <Numbers />,
  },
  {
    name: 'letter',
    frame: frameFor('nb', { association: society, footer, menu: office, person: { name: 'Solveig Berntsen' } }),
    page: <Letter />,
  },
];

function Front() {
  return (
    <Page title="Det er plass til deg i hagen" size="large" width="wide" heading={false}>
      <Hero
        title="Det er plass til deg i hagen"
        lead="Et bed er åtte naboer som dyrker noe sammen. Noen har gjort det lenge. Andre holder en spade for første gang."
        actions={
          <>
            <LinkButton href="/bli-med">Bli med i et bed</LinkButton>
            <LinkButton href="/snakk" tone="secondary">
              Snakk med noen først
            </LinkButton>
          </>
        }
      >
        <p class="note">Det koster ingenting. Du trenger ikke være medlem.</p>
      </Hero>
      <Section title="Tre veier inn">
        <Cards>
          <Card icon="people" title="Bli med i et bed" href="/bli-med">
            Åtte naboer, annenhver tirsdag, i høyst to timer.
          </Card>
          <Card icon="chat" title="Snakk med én" href="/snakk">
            En som har gravd før deg ringer når det passer deg.
          </Card>
          <Card icon="heart" title="Hjelp til" href="/hjelp">
            Har du tid og grønne fingre, lærer vi deg resten.
          </Card>
        </Cards>
      </Section>
      <Section title="Slik går det til">
        <NumberedList
          items={[
            'Du sier fra hvem du er og hvordan vi når deg.',
            'Vi ringer innen en uke og blir kjent. Da bestemmer vi sammen hva som passer.',
            'Du får en plass når det finnes et bed nær deg, og en påminnelse før første gang.',
          ]}
        />
      </Section>
    </Page>
  );
}

function Next() {
  return (
    <Page title="Bærbedet" over="Tirsdagsgruppen i Lia" size="large" back={{ href: '/' }}>
      <Occasion
        over="Neste gang"
        title="Tirsdag 1. desember kl. 18"
        actions={
          <ActForm action="/avbud">
            <Button tone="secondary">Meld avbud</Button>
          </ActForm>
        }
      >
        <Facts
          items={[
            { icon: 'clock', label: 'Tid', children: 'Til kl. 20' },
            { icon: 'place', label: 'Sted', children: 'Lia grendehus, Storgata 4' },
            { icon: 'door', label: 'Dør', children: 'Inngang fra gården. Blå dør.' },
            { icon: 'cup', label: 'Kaffe', children: 'Arne tar med kaffe' },
          ]}
        />
      </Occasion>
      <Steps of={8} done={2} label="Gang 3 av 8" />
      <Section title="Vi som er her">
        <Card ring={{ full: 6, half: 1, of: 8 }} title="Seks av åtte plasser">
          Anne, Arne, Ingrid, Jon, Kari og Per. Én er invitert, og én plass er ledig.
        </Card>
      </Section>
      <Section title="Framover">
        <Timeline
          items={[
            { when: '3. november', at: '2026-11-03', children: 'Vi ble kjent' },
            { when: '17. november', at: '2026-11-17', children: 'Jord og kompost' },
            { when: '1. desember', at: '2026-12-01', children: 'Frø som tåler frost', ahead: true },
            { when: '15. desember', at: '2026-12-15', children: 'Ikke bestemt ennå', ahead: true },
          ]}
        />
      </Section>
      <Details summary="Reglene våre">
        <p>Bruk din tid, og la de andre få sin.</p>
        <p>Det du hører her, blir her.</p>
      </Details>
      <Details summary="Jeg vil slutte">
        <p>Si fra her, så ingen lurer. Du trenger ikke si hvorfor.</p>
      </Details>
    </Page>
  );
}

function Desk() {
  return (
    <Page title="God morgen, Solveig" lead="Tre ting trenger deg i dag." width="wide">
      <TaskList>
        <Task
          today
          note="siden tirsdag"
          action={
            <LinkButton small href="/a">
              Avtal tid
            </LinkButton>
          }
        >
          To nye venter på en samtale.
        </Task>
        <Task
          today
          note="svar innen i kveld"
          action={
            <LinkButton small tone="secondary" href="/b">
              Ring Per
            </LinkButton>
          }
        >
          Per har ikke svart på invitasjonen til Bærbedet.
        </Task>
        <Task
          today
          action={
            <LinkButton small tone="secondary" href="/c">
              Velg lokale
            </LinkButton>
          }
        >
          Urtebedet har ikke noe sted å være 8. desember.
        </Task>
        <Task
          note="torsdag 26. november"
          action={
            <LinkButton small tone="secondary" href="/d">
              Se oppsettet
            </LinkButton>
          }
        >
          Rosebedet går videre på egen hånd om fire dager.
        </Task>
      </TaskList>
      <Section title="Bedene dine" aside={<a href="/bed">Alle bed</a>}>
        <Cards>
          <Card href="/1" ring={{ full: 6, half: 1, of: 8 }} title="Bærbedet" note="6 av 8 plasser, én invitert">
            <Tag tone="success">I gang</Tag>
          </Card>
          <Card href="/2" ring={{ full: 4, half: 3, of: 8 }} title="Urtebedet" note="4 av 8 plasser, tre inviterte">
            <Tag tone="warning">Venter på svar</Tag>
          </Card>
          <Card href="/3" ring={{ full: 8, of: 8 }} title="Rosebedet" note="Fullt">
            <Tag tone="info">Går videre selv</Tag>
          </Card>
          <Card href="/4" ring={{ full: 3, of: 12 }} title="Det store potetbedet bak skolen i Lia" note="3 av 12 plasser">
            <Tag tone="danger">Skjørt</Tag>
          </Card>
          <Card href="/5" ring={{ full: 0, of: 6 }} title="Steinbedet" note="Ingen ennå">
            <Tag>Idé</Tag>
          </Card>
        </Cards>
      </Section>
      <Section title="Ute hos folk">
        <EmptyState
          title="Ingen melder seg akkurat nå"
          action={
            <LinkButton small tone="secondary" href="/ny">
              Legg inn en du har snakket med
            </LinkButton>
          }
        >
          Når noen skriver eller ringer, står de her med den eldste først.
        </EmptyState>
      </Section>
    </Page>
  );
}

function Asking() {
  return (
    <Page
      title="Bli med i et bed"
      lead="Fire spørsmål. Du kan endre eller trekke tilbake svarene når du vil."
      size="large"
      back={{ href: '/' }}
      slip
    >
      <Form
        action="/bli-med"
        values={{
          name: 'Ingrid',
          postcode: '0000',
          reach: 'phone',
          phone: '12 34',
          days: ['tuesday'],
          born: '2026-12-01',
          clock: '18:30',
          place: 'b',
        }}
        errors={{
          postcode: 'Vi fant ikke postnummeret 0000. Et postnummer har fire siffer, for eksempel 5003.',
          phone: 'Skriv et telefonnummer med åtte siffer.',
          kind: 'Velg hva du vil dyrke.',
          consent: 'Vi trenger et ja for å kunne ta vare på dette.',
        }}
      >
        <Field name="name" label="Hva vil du bli kalt?" help="Fornavn er nok." autocomplete="given-name" />
        <Radios
          name="kind"
          legend="Hva vil du dyrke?"
          options={[
            { value: 'berries', label: 'Bær', help: 'Rips, solbær og bringebær.' },
            { value: 'herbs', label: 'Urter' },
            { value: 'all', label: 'Litt av hvert' },
          ]}
        />
        <Field name="postcode" label="Postnummer" width="short" digits autocomplete="postal-code" />
        <Fieldset legend="Hvordan når vi deg?" help="Én måte er nok.">
          <Field name="phone" label="Telefon" type="tel" width="half" autocomplete="tel" />
          <Field name="email" label="E-post" type="email" optional autocomplete="email" />
        </Fieldset>
        <Checkboxes
          name="days"
          legend="Når passer det?"
          optional
          options={[
            { value: 'tuesday', label: 'Tirsdag' },
            { value: 'wednesday', label: 'Onsdag' },
            { value: 'saturday', label: 'Lørdag' },
          ]}
        />
        <Radios
          inline
          name="yes"
          legend="Har du egen spade?"
          options={[
            { value: 'yes', label: 'Ja' },
            { value: 'no', label: 'Nei' },
          ]}
        />
        <DayField name="born" label="Fra hvilken dag?" optional />
        <ClockField name="clock" label="Tidligst klokka" optional />
        <Field name="minutes" label="Hvor lenge orker du?" width="short" digits unit="minutter" optional />
        <Select
          name="place"
          label="Nærmeste sted"
          options={[
            { value: 'a', label: 'Lia' },
            { value: 'b', label: 'Åsen' },
          ]}
        />
        <Field
          name="more"
          label="Noe vi bør vite?"
          type="textarea"
          optional
          help={
            <>
              Skriv ikke om helse her. <DefinitionHint word="Hvorfor ikke?">Det er tryggest å si det på telefonen.</DefinitionHint>
            </>
          }
        />
        <Checkbox
          name="consent"
          label="Ja, hagelaget kan ta vare på dette til jeg har fått plass."
          help="Du kan trekke det tilbake når du vil, like lett som du gir det."
        />
        <Actions>
          <Button>Send</Button>
          <LinkButton href="/" tone="quiet">
            Avbryt
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function OnTheTable() {
  return (
    <Page title="Åpning" size="large" over="Bærbedet, tirsdag 1. desember" back={{ href: '/hage' }}>
      <Stage over="Les høyt" title="Dette lover vi hverandre">
        <ReadOut lines={['Hvem du ser her, blir her.', 'Det du hører her, blir her.', 'Når du går, la det bli her.']} />
      </Stage>
      <Stage
        over="Runden"
        title="Åse har ordet"
        ring={{
          full: 4,
          of: 8,
          now: 4,
          children: (
            <span>
              4 minutter
              <br />
              igjen
            </span>
          ),
        }}
        actions={<Button type="button">Neste</Button>}
      />
    </Page>
  );
}

function Bringing() {
  return (
    <Page title="Hent inn et regneark" lead="Ingenting blir lagret før du har sett det." back={{ href: '/folk' }}>
      <Form action="/fil" files errors={{ file: 'Filen er et bilde. Velg en fil som slutter på .csv eller .xlsx.' }}>
        <Field name="file" label="Fil" type="file" help="CSV eller XLSX, høyst 20 MB." accept=".csv,.xlsx" />
        <Actions>
          <Button>Les filen</Button>
        </Actions>
      </Form>
      <Details summary="Hva må stå i filen?" open>
        <p>Ett navn og én måte å nå folk på. Rekkefølgen betyr ingenting.</p>
      </Details>
      <Alert tone="success">Ferdig. 58 nye og 2 som var her fra før.</Alert>
    </Page>
  );
}

const people = [
  {
    name: 'Ingrid Solheim',
    place: 'Åsen',
    since: '3. november',
    days: 'Tirsdag, lørdag',
    state: <Tag tone="warning">Venter på samtale</Tag>,
    age: 19,
  },
  {
    name: 'Per Ragnvald Nordgaard-Kristoffersen',
    place: 'Lia',
    since: '29. oktober',
    days: 'Alle dager',
    state: <Tag tone="success">Klar</Tag>,
    age: 24,
  },
  { name: 'Åse', place: 'Randers', since: '12. oktober', days: 'Onsdag', state: <Tag>Senere</Tag>, age: 41 },
];

function Listing() {
  return (
    <Page title="Folk som venter" lead="Eldste først." width="wide">
      <Actions>
        <LinkButton icon="plus" href="/ny">
          Legg inn en person
        </LinkButton>
        <LinkButton icon="download" tone="secondary" href="/fil">
          Hent inn et regneark
        </LinkButton>
      </Actions>
      <Filters action="/folk" values={{ place: 'a' }} result="Tre av seksti folk vises.">
        <Select name="place" label="Sted" empty="Alle" options={[{ value: 'a', label: 'Lia' }]} />
        <Select name="day" label="Dag" empty="Alle" options={[{ value: 'a', label: 'Tirsdag' }]} />
        <Field name="name" label="Navn" type="search" />
      </Filters>
      <Table
        caption="Folk som venter"
        rows={people}
        columns={[
          { head: 'Navn', cell: (person) => <a href="/p">{person.name}</a> },
          { head: 'Sted', cell: (person) => person.place },
          { head: 'Ventet siden', cell: (person) => person.since },
          { head: 'Dager', cell: (person) => person.days },
          { head: 'Uker', cell: (person) => person.age, number: true },
          { head: 'Hvor det står', cell: (person) => person.state },
          {
            head: 'Gjør',
            quiet: true,
            cell: (person) => (
              <LinkButton small tone="secondary" href="/ring" label={`Ring ${person.name}`}>
                Ring
              </LinkButton>
            ),
          },
        ]}
      />
      <Pagination page={2} pages={5} href={(page) => `/folk?side=${page}`} />
      <Progress label="Leser regnearket" done={240} of={600}>
        Rad 240 av 600. Du kan gå fra siden; det fortsetter.
      </Progress>
      <Alert tone="warning" title="To rader kunne ikke leses">
        Rad 14 mangler navn, og rad 31 har et telefonnummer med for få siffer.
      </Alert>
      <Alert>Lister eldre enn et år blir borte av seg selv.</Alert>
      <Alert tone="danger" title="Vi fikk ikke lagret">
        Ingenting av det du skrev er borte. Prøv igjen om litt.
      </Alert>
    </Page>
  );
}

function Sure() {
  return (
    <Page title="Vil du slutte i Bærbedet?" size="large" back={{ href: '/hage' }}>
      <Confirm
        danger
        action="/slutt"
        submit="Slutt i bedet"
        cancel="/hage"
        cancelLabel="Nei, jeg blir"
        happens={[
          'De andre får vite at du har sluttet, ikke hvorfor.',
          'Plassen din går til den neste som venter.',
          'Det vi vet om deg, blir slettet om 12 måneder. Du kan be om at det skjer nå.',
        ]}
      >
        <Checkbox name="erase" label="Slett det dere vet om meg med en gang" />
      </Confirm>
    </Page>
  );
}

function Finished() {
  return (
    <Page title="Takk, Ingrid" size="large" heading={false}>
      <Done title="Takk, Ingrid" lead="Vi ringer deg innen fredag 27. november.">
        <p>Nummeret begynner med 73. Du trenger ikke forberede noe.</p>
      </Done>
      <Section title="Hva skjer nå">
        <NumberedList
          items={['Vi ringer og blir kjent.', 'Sammen finner vi ut hva som passer.', 'Du får en lenke der du ser hvor det står.']}
        />
      </Section>
      <Section title="Skulle noe endre seg">
        <Prose>
          <p>
            På <a href="/lenke">siden din</a> kan du endre svarene, eller trekke alt tilbake og få det slettet.
          </p>
        </Prose>
      </Section>
    </Page>
  );
}

function Check() {
  return (
    <Page title="Stemmer dette?" size="large" back={{ href: '/skjema' }}>
      <SummaryList
        rows={[
          { label: 'Navn', value: 'Ingrid', change: { href: '/1', about: 'navn' } },
          { label: 'Telefon', value: '73 00 00 00', change: { href: '/2', about: 'telefon' } },
          { label: 'Adresse', value: <Address lines={['Storgata 4', '', '7010 Trondheim']} />, change: { href: '/3', about: 'adresse' } },
          { label: 'Når', value: 'Tirsdag eller lørdag', change: { href: '/4', about: 'dager' } },
        ]}
      />
      <Form action="/send">
        <Button>Send</Button>
      </Form>
    </Page>
  );
}

function Numbers() {
  return (
    <Page title="Året i tall" lead="Tatt ut 22. november 2026. Tall under fem vises ikke." width="wide">
      <BarChart
        title="Folk etter sted"
        says="Flest er det i Lia."
        heads={['Sted', 'Folk']}
        figures={[
          { label: 'Lia', value: 120 },
          { label: 'Åsen', value: 85 },
          { label: 'Randers', value: 15 },
          { label: 'Andre steder', value: 0, text: 'under 5' },
        ]}
      />
      <ColumnChart
        title="Nye i hver måned"
        says="Det kom flere etter sommeren."
        heads={['Måned', 'Nye']}
        figures={['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov'].map((label, at) => ({
          label,
          value: [5, 10, 10, 15, 10, 5, 0, 20, 35, 40, 30][at] ?? 0,
        }))}
      />
      <Ring full={4} of={9} now={4} size="large" label="Fire av ni har snakket">
        <p>Åse sin tur</p>
      </Ring>
    </Page>
  );
}

function Letter() {
  return (
    <Page title="Brev til Kari" back={{ href: '/brev' }} width="wide">
      <PrintButton />
      <PrintSheet
        to={['Kari Nordmann', 'Fjellveien 12', '7010 Trondheim']}
        from={['Hagelaget i Lia', 'Storgata 4', '7010 Trondheim']}
        dated="Trondheim, 22. november 2026"
        title="Velkommen til Bærbedet"
      >
        <p>Kjære Kari</p>
        <p>Det er en plass til deg. Vi møtes første gang tirsdag 1. desember kl. 18 i Lia grendehus, Storgata 4.</p>
        <p>Ring 73 00 00 00 hvis du lurer på noe.</p>
        <p>Hilsen Solveig</p>
      </PrintSheet>
    </Page>
  );
}
