/** How heavy a text is to read (Björnsson's LIX): words a sentence, plus the share in per cent of words over six letters. */
export function lix(lines: readonly string[]): number {
  const sentences = lines.flatMap((line) => line.split(/[.?:]+(?=\s|$)/)).filter((sentence) => wordsIn(sentence).length > 0);
  const words = sentences.flatMap(wordsIn);
  const long = words.filter((word) => word.length > 6);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

function wordsIn(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu) ?? [];
}
