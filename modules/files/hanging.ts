import { decodeId, type RecordMeta, Refusal, type Work } from '../../schema/index.ts'

export interface Holder {
  readonly meta: RecordMeta
  readonly uuid: string
}

/**
 * The record that a file shall hang on. Refuses NOT_FOUND for one that the viewer cannot see, whatever the reason, and
 * FORBIDDEN for one that they may only see.
 */
export async function holderToChange(work: Work, recordId: string): Promise<Holder> {
  const field = ['recordId']
  const decoded = decodeId(recordId)
  const meta = decoded && work.read.relations.byPrefix.get(decoded.prefix)
  const row = meta && !meta.internal && !meta.hangsOn ? await work.read.byId(meta, decoded.uuid) : null
  if (!meta || !row) throw new Refusal([{ code: 'NOT_FOUND', field }])
  if (!(await work.read.reachable(meta, [row.id], 'act')).has(row.id))
    throw new Refusal([{ code: 'FORBIDDEN', field }])
  return { meta, uuid: row.id }
}
