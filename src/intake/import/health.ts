import { found, none } from './findings.ts';
import type { Found } from './findings.ts';
import { meanings, saysNothing, wordTable } from './words.ts';
import type { Words, WordTable } from './words.ts';

export const phases = ['new', 'treatment', 'after', 'chronic', 'late'] as const;
export type Phase = (typeof phases)[number];

const phaseWords = wordTable<Phase>({
  new: `
    nydiagnostisert, nydiagnostisera, nydiagnosticeret, nylig diagnostisert, nyleg diagnostisert, ny diagnose, ny, nyoppdaget,
    nyoppdaga, nyopdaget, newly diagnosed, new, før behandling`,
  treatment: `
    under behandling, i behandling, behandles, in treatment, under treatment, behandling, cellegift, kjemoterapi, kemoterapi,
    strålebehandling, treatment`,
  after: `
    ferdigbehandlet, ferdigbehandla, ferdig behandlet, ferdig behandla, ferdig, færdigbehandlet, færdig behandlet, færdig, etter
    behandling, efter behandling, kontroll, kontroller, til kontroll, går til kontroll, frisk, friskmeldt, raskmeldt, after
    treatment, finished treatment, treated, in remission, remisjon, avsluttet behandling, avslutta behandling`,
  chronic: `
    lever med, lever med kreft, lever med kræft, kronisk, living with, living with cancer, chronic, livslang, uhelbredelig,
    uheleleg, spredning, livsforlengende, livsforlengende behandling, livsforlengjande behandling, livsforlængende behandling`,
  late: `
    senskader, senskade, seinskadar, seinskade, seneffekter, seineffektar, senfølger, senfølge, senvirkninger, late effects, late
    effect`,
});

/** Where in the course of the illness, as a broad band. */
export function readPhase(text: string): Found<Phase> {
  if (saysNothing(text)) return none;
  const phase = meanings(text, phaseWords);
  return phase.length === 1 ? found(phase[0]!) : found<Phase>(null, 'unread');
}

/** Broad groups, for associations without a list of their own. */
export const commonDiagnoses = {
  breast: 'bryst, brystkreft, brystkræft, breast, breast cancer, mamma',
  prostate: 'prostata, prostatakreft, prostatakræft, prostate, prostate cancer, blærehalskjertel',
  bowel: `
    tarm, tarmkreft, tarmkræft, tykktarm, tyktarm, tjukktarm, endetarm, kolorektal, colorectal, bowel, bowel cancer, colon, rektum,
    mage/tarm`,
  lung: 'lunge, lungekreft, lungekræft, lung, lung cancer, lunger',
  gynaecological: `
    gyn, gynekologisk, gynækologisk, underliv, underlivskreft, underlivskræft, eggstokk, eggstokkreft, æggestok, livmor, livmorhals,
    livmoder, livmoderhals, gynaecological, gynecological, ovarian, cervical`,
  blood: `
    blod, blodkreft, blodkræft, leukemi, leukæmi, lymfom, lymfekreft, lymfekræft, lymfe, myelom, myelomatose, beinmarg, knoglemarv,
    blood, leukaemia, leukemia, lymphoma, myeloma`,
  'head-neck': `
    munn/hals, munn, hals, munn og hals, hode/hals, hode og hals, hovud og hals, hoved/hals, hoved og hals, mund/hals, øre nese
    hals, strupe, tunge, head and neck, mouth, throat`,
  net: 'net, nen, nevroendokrin, neuroendokrin, nevroendokrine svulster, neuroendocrine, karsinoid, carcinoid',
  skin: 'hud, hudkreft, hudkræft, føflekk, føflekkreft, modermærke, modermærkekræft, melanom, melanoma, malignt melanom, skin',
  brain: 'hjerne, hjernesvulst, hjernekreft, hjernetumor, hjernekræft, gliom, glioblastom, brain, brain tumour, hypofyse',
  urinary: 'blære, blærekreft, blærekræft, nyre, nyrekreft, nyrekræft, urinveier, urinvegar, urinveje, bladder, kidney',
  testicular: 'testikkel, testikkelkreft, testikel, testikelkræft, testicular, testes',
  'upper-abdomen': `
    bukspyttkjertel, bugspytkirtel, pankreas, pancreas, lever, magesekk, mavesæk, mage, spiserør, galle, galleveier, stomach, liver,
    oesophagus`,
  thyroid: 'skjoldbruskkjertel, skjoldbruskkirtel, stoffskifte, thyroid, thyreoidea',
  sarcoma: 'sarkom, sarcoma, bein, beinkreft, knogle, bindevev',
  other: 'annet, anna, andet, annen, anden, other, flere, fleire, several, diverse',
} as const satisfies Readonly<Record<string, Words>>;
export type CommonDiagnosis = keyof typeof commonDiagnoses;

const common: WordTable<string> = wordTable<string>(commonDiagnoses);
const own = new WeakMap<object, WordTable<string>>();

/** The code of a broad diagnosis group; of several, the first that stands in the cell. */
export function readDiagnosis(text: string, diagnoses?: Readonly<Record<string, Words>>): Found<string> {
  if (saysNothing(text)) return none;
  const codes = meanings(text, diagnoses ? tableOf(diagnoses) : common);
  const code = codes.length > 1 ? codes.filter((each) => each !== 'other') : codes;
  return code.length === 1 ? found(code[0]!) : found<string>(null, 'unread');
}

function tableOf(diagnoses: Readonly<Record<string, Words>>): WordTable<string> {
  const table = own.get(diagnoses) ?? wordTable<string>(diagnoses);
  own.set(diagnoses, table);
  return table;
}
