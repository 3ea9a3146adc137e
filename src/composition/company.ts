/**
 * The losses of a group's company on numbered profiles: `score.ts` says the same in words, and a test holds the two together.
 * People come first, in the order of the instance; the members of open groups follow.
 */
import type { Instance, Profile } from './instance.ts';
import { POINTS } from './score.ts';

export type Profiles = {
  born: Int32Array;
  sex: Int32Array;
  phase: Int32Array;
  diagnosis: Int32Array;
  /** Points lost by the first `length` profiles in `ids`; zero or more. */
  loss: (ids: ArrayLike<number>, length: number) => number;
};

const SEX = 1,
  PHASE = 2,
  AGE = 4,
  DIAGNOSIS = 8;
/** What someone loses who shares exactly these traits with somebody. */
const LOSS = Float64Array.from(
  { length: 16 },
  (_, shared) =>
    -(shared & SEX ? 0 : POINTS.alone) -
    (shared & PHASE ? 0 : POINTS.alone) -
    (shared & AGE ? 0 : POINTS.alone) -
    (shared & DIAGNOSIS ? 0 : POINTS.aloneDiagnosis),
);
const NEAR_IN_AGE = 10;

export function profilesOf(instance: Instance): Profiles {
  const all: Profile[] = [...instance.people, ...instance.open.flatMap((g) => g.members)];
  const numbered = (of: (p: Profile) => string) => {
    const names = new Map<string, number>();
    return Int32Array.from(all, (p) => names.get(of(p)) ?? (names.set(of(p), names.size), names.size - 1));
  };
  const born = Int32Array.from(all, (p) => p.born),
    sex = numbered((p) => p.sex),
    phase = numbered((p) => p.phase),
    diagnosis = numbered((p) => p.diagnosis);
  return { born, sex, phase, diagnosis, loss: lossOver(born, sex, phase, diagnosis, instance.model.ageSpan) };
}

/** Runs millions of times a second: one pass over the pairs, no allocation. Long enough for any group that a model allows. */
function lossOver(born: Int32Array, sex: Int32Array, phase: Int32Array, diagnosis: Int32Array, ageSpan: number): Profiles['loss'] {
  const shared = new Int32Array(4096);
  return (ids, length) => {
    if (length === 0) return 0;
    let youngest = born[ids[0]!]!,
      oldest = youngest;
    shared.fill(0, 0, length);
    for (let i = 0; i < length; i++) {
      const a = ids[i]!,
        bornA = born[a]!,
        sexA = sex[a]!,
        phaseA = phase[a]!,
        diagnosisA = diagnosis[a]!;
      if (bornA < youngest) youngest = bornA;
      if (bornA > oldest) oldest = bornA;
      let mine = shared[i]!;
      for (let k = i + 1; k < length; k++) {
        const b = ids[k]!,
          apart = bornA - born[b]!;
        const both =
          (sexA === sex[b]! ? SEX : 0) |
          (phaseA === phase[b]! ? PHASE : 0) |
          (apart <= NEAR_IN_AGE && apart >= -NEAR_IN_AGE ? AGE : 0) |
          (diagnosisA === diagnosis[b]! ? DIAGNOSIS : 0);
        mine |= both;
        shared[k]! |= both;
      }
      shared[i] = mine;
    }
    const over = oldest - youngest - ageSpan;
    let loss = over > 0 ? -POINTS.perYearBeyondSpan * over : 0;
    for (let i = 0; i < length; i++) loss += LOSS[shared[i]!]!;
    return loss;
  };
}
