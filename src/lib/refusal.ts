/** A rule said no. `refused` is from the feature's closed set; its text is `<feature>:refusal.<refused>`, with `values` filled in. */
export type Refusal<Reason extends string = string> = { refused: Reason; values?: Record<string, string | number> };

export const refuse = <Reason extends string>(refused: Reason, values?: Record<string, string | number>): Refusal<Reason> => ({
  refused,
  ...(values && { values }),
});

export const isRefusal = <T>(outcome: T | Refusal): outcome is Extract<T, Refusal> | Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
