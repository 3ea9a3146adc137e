/** What a word of a reply stands for. `filler` changes nothing; `unsure` leaves the reply to a person, and keeps what looks like it from being taken for something else. */
export type Sense = 'yes' | 'no' | 'not' | 'come' | 'fits' | 'now' | 'ill' | 'absent' | 'leave' | 'stop' | 'messages' | 'filler' | 'unsure';

/** Words that mean one thing only together, in all four languages; each becomes one word of the list below. */
export const phrases: Readonly<Record<string, string>> = {
  'ikke være med lenger': 'slutter',
  'ikke være med mer': 'slutter',
  'ikkje vere med lenger': 'slutter',
  'ikkje vere med meir': 'slutter',
  'ikke være med længere': 'slutter',
  'ikke være med mere': 'slutter',
  'jeg stopper': 'slutter',
  'jeg gir meg': 'slutter',
  'eg gir meg': 'slutter',
  'stopper i gruppa': 'slutter i gruppa',
  'stopper i gruppen': 'slutter i gruppen',
  'melder forfall': 'forfall',
  'melde forfall': 'forfall',
  'må melde avbud': 'avbud',
  'melder avbud': 'avbud',
  'melde avbud': 'avbud',
  'meld avbud': 'avbud',
  'melder avbod': 'avbud',
  'melde avbod': 'avbud',
  'melder afbud': 'avbud',
  'melde afbud': 'avbud',
  'kan ikke møte': 'ikke kommer',
  'kan ikkje møte': 'ikke kommer',
  'not able to': 'not',
  'wont be able to': 'not',
  'unable to': 'not',
  'slutt å sende': 'stopp',
  'slutt å send': 'stopp',
  'slutt med å sende': 'stopp',
  'stopp å sende': 'stopp',
  'stop med at sende': 'stopp',
  'ikke send mer': 'stopp',
  'ikke send mere': 'stopp',
  'ikkje send meir': 'stopp',
  'ikke send flere': 'stopp',
  'klart det': 'ja',
  'of course': 'please',
  'i gang': 'igang',
  'melder meg ut': 'utmelding',
  'melde meg ut': 'utmelding',
  'melder mig ud': 'utmelding',
  'melde mig ud': 'utmelding',
  'vil slutte': 'slutter',
  'ønsker å slutte': 'slutter',
  'ynskjer å slutte': 'slutter',
  'ønsker at stoppe': 'slutter',
  'vil gjerne stoppe': 'slutter',
  'jeg holder op': 'slutter',
  'vil holde op': 'slutter',
  'want to leave': 'slutter',
  'am leaving': 'slutter',
  'im leaving': 'slutter',
  'am stopping': 'slutter',
  'im stopping': 'slutter',
  'i quit': 'slutter',
  'can not': 'cannot',
  'make it': 'come',
  'be there': 'come',
  'er med': 'kommer',
  'blir med': 'kommer',
  'bli med': 'kommer',
  'være med': 'kommer',
  'vere med': 'kommer',
};

/** Each list is read as one: what is 'nei' to one is 'no' to another. Words that mean different things in two languages are in none. */
export const words: Readonly<Record<Sense, string>> = {
  yes: 'ja jatakk jatak j jo joda jada jovisst sure japp jepp jep jaa yes y yep yeah yess',
  no: 'nei neitakk nejtak n nej nope no nix nein niks',
  not: 'ikke ikkje ikk ikje ikek ik not cannot cant dont wont couldnt arent isnt',
  come: 'kommer komme kom kjem kome kjemer kommet come coming møter deltar deltager deltek attend',
  fits: 'passer høver fits suits',
  now: 'nå nu now gang gangen gongen time',
  ill: 'syk sjuk syg sick ill',
  absent: 'avbud avbod afbud forfall forhindret forhindra hindret fraværende absent',
  leave: 'slutter sluttar utmelding quitting',
  stop: 'stopp stop stans unsubscribe avmeld frameld afmeld',
  messages: 'sms smser meldinger melding meldingar beskeder besked beskjeder messages texts message',
  filler: [
    'jeg eg i vi me meg mig my we det den de it that this dette denne her there der',
    'vil gjerne gjerna gerne kan can will would like to å at er am is være vere be har have ha love absolutt absolut definitely',
    'hei hej hi hello hallo heisann kjære dear',
    'takk tak thanks thank you tusen mange veldig så very much for tilbudet tilbodet plassen the seat offer',
    'dessverre diverre desværre sorry beklager beklagar unfortunately afraid im',
    'til på i av fra møtet møte mødet meeting gruppa gruppen gruppe group',
    'idag ikveld imorgen imorra iaften dag kveld kveldd aften kveldens morgen morgon morra today tonight tomorrow neste næste next uke uge veke week',
    'mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag monday tuesday wednesday thursday friday saturday sunday on',
    'likevel alligevel anyway after all',
    'fint bra flott supert super great fine good godt greit perfekt perfect da då',
    'please pls vennligst venligst ok okay alle alt all igang møtes møtest mødes want og and pga grunnet grundet sykdom sjukdom sygdom lenger længere',
    'selvfølgelig selvsagt sjølvsagt naturligvis selvfølgeligt',
    'mer meir mere flere fleire more any send sende få får',
    'må ønsker ønskjer ynskjer visst gleder gledar glæder u thx okei',
  ].join(' '),
  unsure: 'slutte slutta sluttet slutten stoppe stopper stoppet leave leaving quit men hvis viss om kanskje but if maybe',
};

/** Beside "not coming" these may mean for good: a person asks. */
export const forGood = 'mer meir mere lenger lenge længere more any anymore flere fleire after aldri';

/**
 * Beside what ends something, only words that cannot change its meaning, each spelt right: "stopp i trafikken" is no wish, and a meeting
 * "slutter" without anyone leaving. The group may be named after the word, and no earlier.
 */
export const calm: Readonly<Record<'stop' | 'stop-messages' | 'leave' | 'after-leave', string>> = {
  stop: 'takk tak thanks thank you please pls vennligst venligst hei hej hi hello ok okay tusen mange alle alt all',
  'stop-messages':
    'jeg eg i vil gjerne gerne gjerna meg mig me would like to want send sende mer meir mere flere fleire more any dere ha få ønsker ønskjer ynskjer',
  leave:
    'jeg eg i am im vil gjerne gerne gjerna would like to want å at dessverre diverre desværre sorry beklager beklagar unfortunately for',
  'after-leave': 'i av fra the gruppa gruppen gruppe group meg mig nå nu',
};
