export type { Cluster, ClusterOptions, Log } from './cluster.ts'
export { attachCluster, defaultRoles, startCluster, startThrowawayCluster } from './cluster.ts'
export type { ClusterProblem, ClusterReason } from './problem.ts'
export { isClusterProblem } from './problem.ts'
