import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import pg from 'pg'
import { startThrowawayCluster } from './index.ts'

test('a throwaway cluster answers, and leaves nothing behind', async () => {
  const cluster = await startThrowawayCluster()
  const client = new pg.Client(cluster.superuser())
  await client.connect()
  const { rows } = await client.query('select 1 as one')
  assert.deepEqual(rows, [{ one: 1 }])
  await client.end()
  await cluster.stop()
  assert.equal(existsSync(cluster.folder), false)
})
