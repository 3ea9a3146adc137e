/** The pledge: the signed moral promise, per person and group. Its text is versioned for each association and language. */

/** A version in force: the newest of its language. */
export type PledgeText = { id: string; language: string; version: number; lines: readonly string[] };
export type Signature = { person: string; text: string };

/** The text this person reads: in the own language where the association has it, else in its first one. */
export const textFor = (inForce: readonly PledgeText[], language: string, order: readonly string[]): PledgeText | undefined =>
  [language, ...order].flatMap((wanted) => inForce.find((text) => text.language === wanted) ?? [])[0] ?? inForce[0];

/** Whether a person has signed a text that is still in force: a changed text is signed anew. */
export const hasSigned = (person: string, signatures: readonly Signature[], inForce: readonly PledgeText[]): boolean =>
  signatures.some((one) => one.person === person && inForce.some((text) => text.id === one.text));

/** Those who have yet to sign, each once. */
export const unsigned = (people: readonly string[], signatures: readonly Signature[], inForce: readonly PledgeText[]): string[] =>
  [...new Set(people)].filter((person) => !hasSigned(person, signatures, inForce));
