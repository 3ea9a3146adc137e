import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answer, understand } from './understand.ts';

/** What people write, each to be read as the heading says: one reply between bars, one language a line. */
const replies: Record<Answer, string[]> = {
  yes: between(`
    JA | Ja | ja. | j | Jatakk | Ok, ja | Ja, selvsagt | Klart det | Ja! | jaaa | Ja takk | ja takk!! | Ja gjerne | ja, det vil jeg gjerne | Jepp | Jada | Ja, jeg kommer | Jeg kommer
    Kommer 😊 | Ja 👍 | Hei, ja takk. Hilsen Per | ja tusen takk | Ja, det passer fint | jeg komemr
    Joda | sure | Ja visst | JA TAKK 👍👍 | Ja!! gleder meg | Okei ja | Ja, det hoever bra
    Ja, eg kjem | Eg kjem | ja det vil eg gjerne | Ja takk, det høver bra
    Ja tak | Ja, jeg vil gerne være med | Jeg kommer gerne
    YES | Yes thanks | Yes, I will come | Yes thank you very much | I am coming | yep`),
  no: between(`
    NEI | nei | Nei takk | nei, ikke nå | Neii | Nei dessverre | Nei takk, ikke denne gangen | Nei, det passer ikke | n | Passer ikke
    Nei takk. Mvh Kari Normann | Nei, jeg kan ikke
    nei desverre | Neitakk | Nei, ikkje denne gongen | hoever ikkje | No thank u
    Nei takk, ikkje no | Nei, det høver ikkje | Nei diverre
    Nej | Nej tak | Nej tak, ikke nu | Nej desværre
    No | NO thanks | No thank you | No, not this time | No sorry`),
  absent: between(`
    Kommer ikke | Jeg kommer ikke | kan ikke komme | Jeg kan dessverre ikke komme på tirsdag | komer ikke | Komme ikke i dag | kan ikek komme
    Avbud | Avbud tirsdag | Melder avbud | Må melde avbud | Jeg er syk og kommer ikke | Kommer ikke pga sykdom | Jeg kan ikke møte | Nei, jeg kommer ikke | får ikke kommet i kveld | Er forhindret
    Kan ikke komme idag | komer ikkje idag | Kommer ikke i dag 😢 | KOMMER IKKE. Hilsen Per | Melder forfall | Må dessverre melde forfall | Kan ikke moete | Maa melde avbud | kommer ikke likevel
    Kjem ikkje ikveld | kan ikkje moete i dag | Kjem ikkje | Eg er sjuk og kjem ikkje | Kan ikkje møte | Eg kan ikkje kome | kan diverre ikkje komme i morgon | Avbod
    Afbud | Melder afbud | Er syg, kommer ikke | Jeg kommer desværre ikke | Kan ikke komme i aften
    Not coming | I can't come | I cant come tonight | Sorry, I cannot come on Tuesday | Can't make it | I will not be there | can not come`),
  leave: between(`
    slutar | jeg sluter | Slutter i gruppa hilsen Per | Oensker aa slutte | jeg slutter desverre | Jeg vil ikke vaere med lenger
    Slutter | Jeg slutter | Jeg slutter i gruppa | Jeg vil slutte | Melder meg ut | sluttter | Jeg vil ikke være med lenger | Vil ikke være med mer | Jeg gir meg | Jeg melder meg ut av gruppa
    Eg sluttar | Eg vil slutte
    Jeg stopper | Jeg stopper i gruppen | Vil ikke være med længere | Jeg melder mig ud
    I quit | I am leaving the group | I want to leave | I'm leaving`),
  stop: between(`
    Stopp å sende meldinger | Slutt å sende meg sms | stop med at sende sms | Vil ikke ha sms | Ønsker ikke flere meldinger | STOP ALL
    STOPP | stopp | Stop | STOP! | stoppp | Stopp sms | Stopp alle sms | Stopp, takk | Ikke send mer | Stopp meldinger | Ikke send flere meldinger | ikke send meg mer sms | Avmeld
    Ikkje send meir sms
    Stop sms | Send ikke flere beskeder | Afmeld
    Unsubscribe | Please stop | Stop messages | No more messages`),
};

/** What a person must read: it asks, doubts, contradicts itself, or says something else. */
const unclear = [
  '',
  ' ',
  'Ja'.repeat(150),
  ...between(`
    ? | 👍 | ok | Ok | Kanskje | Vet ikke | Ja? | Kan jeg komme? | ja, men ikke på tirsdag | Ja, men hvor er det | Nei takk til kaffe
    ja nei | Ja, kommer ikke | Nei, jeg kommer | Jeg vil ikke slutte | Ikke stopp | Hvem er dette | Hva slutter klokka
    Ja hvis mannen min får fri | Jeg slutter på jobb kl 16 og kommer etterpå | Gruppa slutter tidlig i dag, ja | kan vi bytte dag | Ring meg
    Kommer ikke mer | Kommer ikke mer i gruppa | Vil ikke komme mer | kommer ikke lenger | kommer aldri | Kjem ikkje meir | Kommer ikke længere | I am not coming any more
    kan ikke | Jeg er syk | kommer kanskje ikke | kommer nok ikke | Kommer ikke før kl 19 | kommer ikke alene | not sure | kommer ikke til å slutte | Jeg kommer ikke tilbake
    12345 | Feil nummer | Kan jeg slutte | Hvordan slutter jeg | Nei jeg har ikke fått lenken
    Maybe | yes but | No idea | I do not want to leave | I can't wait to come`),
];

function between(lines: string): string[] {
  return lines
    .split(/[|\n]/)
    .map((text) => text.trim())
    .filter(Boolean);
}

for (const [answer, texts] of Object.entries(replies))
  test(`a reply that means ${answer} is understood in each language`, () => {
    assert.deepEqual(
      texts.filter((text) => understand(text) !== answer).map((text) => `${text}: ${understand(text)}`),
      [],
    );
  });

test('what is not plain is left to a person', () => {
  assert.deepEqual(
    unclear.filter((text) => understand(text) !== undefined).map((text) => `${text}: ${understand(text)}`),
    [],
  );
});

/** Sentences with the words in them that end something, and no wish to end anything. */
const innocent = between(`
    Bussen stopper ved biblioteket | Bussen har stopp | Buss stopp biblioteket | Jeg stopper på butikken først | Stopp i trafikken | Full stopp her
    Det er stopp i kveld | Stopp på tirsdag | Stopp møtet | Møtet stopper | Får stopp | Kan få stopp | Stopp meg gjerne | Ikke stopp meldinger
    Stopp ikke meldinger | Ikke avmeld meg | Møtet slutter i kveld | Gruppa slutter i dag | Vi slutter | Jeg slutter ikke | Vil ikke slutte | Per slutter
    Takk for i kveld, møtet slutter | Jeg slutter på jobb | Slutter møtet | Bussen slutter
    Jeg slutter kl 18 | Jeg slutter å røyke | Jeg slutter meg til | Slutter seg til gruppa | Ja jeg slutter | Nei, stopp | stopp ja | Jeg slutter i jobben | jeg slutter på fredag | Slutt å tulle
    Jeg vil slutte på medisinen | Stopp medisinen | stopp tyven | stop spam | Vil ikke ha kaffe | Slutt å sende kaffe | Stopp å sende ham | Ønsker ikke plassen | Jeg ønsker å slutte tidlig i dag
    Toget har stopp | Stopp ikkje | Gruppa sluttar på tysdag | Møtet sluttar no | Eg sluttar ikkje | Vi stoppar på butikken
    Stop ikke | Stop i mødet | Gruppen stopper | Mødet slutter i aften | Gruppen slutter på tirsdag | Vi holder op i aften | Bussen holder op
    Stop by at six | My bus stop | The meeting stop | I have to stop at the store | Do not stop | Never stop | The group is leaving | Don't unsubscribe`);

test('nobody is cut off, or taken out of a group, by a sentence that only has the word in it', () => {
  assert.deepEqual(
    innocent.filter((text) => ['stop', 'leave'].includes(understand(text) ?? '')),
    [],
  );
});

test('no everyday word beside "stop" or "slutter" leaves it a wish to stop', () => {
  const everyday =
    'bussen toget bilen trafikken møtet mødet gruppa gruppen jobben hunden klokka regnet mannen kaffen the bus train meeting dog vi han hun de we he she ikke ikkje not';
  const endings = ['stopp', 'stop', 'STOPP', 'slutter', 'sluttar', 'stopp sms', 'unsubscribe'];
  const among = fc.array(fc.constantFrom(...everyday.split(' ')), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.constantFrom(...endings),
      among,
      (ending, before) => !['stop', 'leave'].includes(understand([...before, ending].join(' ')) ?? ''),
    ),
    { numRuns: 2_000 },
  );
});

test('a question is never an answer, whatever is asked', () => {
  const any = Object.values(replies).flat();
  fc.assert(fc.property(fc.constantFrom(...any), (text) => understand(`${text}?`) === undefined));
});

test('a word that nobody foresaw leaves the whole message to a person', () => {
  const any = Object.values(replies).flat();
  const strange = fc.stringMatching(/^[qwxz]{4,9}$/);
  fc.assert(
    fc.property(
      fc.constantFrom(...any.filter((text) => !/hilsen|mvh/i.test(text))),
      strange,
      (text, word) => understand(`${text} ${word}`) === undefined,
    ),
  );
});

test('nothing anybody can send is too much', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => (understand(text), true)));
});
