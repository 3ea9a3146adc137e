/** Everything that can keep the embedded server from running, so that callers and tests need not read the words. */
export type ClusterReason =
  | 'no-binaries'
  | 'no-account'
  | 'not-reachable'
  | 'cluster-missing'
  | 'cluster-swapped'
  | 'folder-in-the-way'
  | 'in-use'
  | 'not-running'
  | 'initdb-failed'
  | 'start-failed'
  | 'backup-failed'
  | 'backup-damaged'
  | 'cluster-exists'
  | 'key-wrong';

export type ClusterProblem = Error & { reason: ClusterReason };

/** An error for the operator's console: `reason` for programs, `words` say what to do. */
export function clusterProblem(reason: ClusterReason, words: string): ClusterProblem {
  return Object.assign(new Error(words), { name: 'ClusterProblem', reason });
}

export function isClusterProblem(error: unknown): error is ClusterProblem {
  return error instanceof Error && error.name === 'ClusterProblem';
}
