import type { Pool, PoolClient } from 'pg'
import { KeptClients } from '../../gateway/database/kept-clients.ts'
import { Paces } from '../../gateway/reads/paces.ts'
import { Pipelines } from '../../gateway/reads/pipelines.ts'
import { PreparedNames } from '../../gateway/reads/prepared-names.ts'
import { KnownColumns } from '../../gateway/reads/prepared-query.ts'

interface TestPipelinesOptions {
  /** Statements that a connection keeps ready. */
  readonly max?: number
  readonly paces: Paces
  readonly isSound?: (client: PoolClient) => boolean
}

/** So few that whatever takes long is taken to have waited for one. */
const hardlyAny = 1 / 1_000

/** Statements of these names are known to be quick, and remain so on a busy machine. */
export function quick(names: readonly string[]): Paces {
  const paces = new Paces(hardlyAny)
  for (const name of names) paces.took(name, 0.01, 1)
  return paces
}

/** Connections that are taken before anybody waits. */
export const takenFreely = 3

/** Statements that travel together over the connections of a pool. */
export function testPipelines(pool: Pool, { max = 100, paces, isSound }: TestPipelinesOptions): Pipelines {
  const clients = new KeptClients(pool, isSound)
  const parts = { clients, names: new PreparedNames(max), columns: new KnownColumns(), paces }
  return new Pipelines(parts, takenFreely)
}
