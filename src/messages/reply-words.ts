/** What a word of a reply stands for. `filler` changes nothing; `unsure` leaves the reply to a person, and keeps what looks like it from being taken for something else. */
export type Sense = 'yes' | 'no' | 'not' | 'come' | 'fits' | 'now' | 'absent' | 'leave' | 'stop' | 'messages' | 'filler' | 'unsure';

/** Words that mean one thing only together, in all four languages; each becomes one word of the list below. */
export const phrases: Readonly<Record<string, string>> = {
  'melder meg ut': 'utmelding',
  'melde meg ut': 'utmelding',
  'melder mig ud': 'utmelding',
  'melde mig ud': 'utmelding',
  'vil slutte': 'slutter',
  'ønsker å slutte': 'slutter',
  'ynskjer å slutte': 'slutter',
  'ønsker at stoppe': 'slutter',
  'vil gjerne stoppe': 'slutter',
  'jeg stopper': 'slutter',
  'holder op': 'slutter',
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
  yes: 'ja j jo jada japp jepp jep jaa yes y yep yeah yess',
  no: 'nei n nej nope no nix nein niks',
  not: 'ikke ikkje ikk ikje ikek ik not cannot cant dont wont couldnt arent isnt',
  come: 'kommer komme kom kjem kome kjemer kommet come coming møter deltar deltager deltek attend',
  fits: 'passer høver fits suits',
  now: 'nå nu now gang gangen gongen time',
  absent: 'avbud avbod afbud forhindret forhindra hindret fraværende absent',
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
    'dag kveld kveldd aften kveldens morgen morgon morra today tonight tomorrow neste næste next uke uge veke week',
    'mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag monday tuesday wednesday thursday friday saturday sunday on',
    'likevel alligevel anyway after all',
    'fint bra flott supert super great fine good godt greit perfekt perfect da då',
    'mer meir mere flere fleire more any send sende få får',
  ].join(' '),
  unsure: 'slutte slutta sluttet slutten stoppe stopper stoppet leave leaving quit men hvis viss om kanskje but if maybe',
};
