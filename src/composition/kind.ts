/** What a group is for. A mixed one takes those who said yes to that. */
export const KINDS = ['patient', 'relative', 'bereaved', 'mixed'] as const;
export type Kind = (typeof KINDS)[number];
