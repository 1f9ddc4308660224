import { decodeId, LoncaError, type Reader, type RecordClass, recordMeta } from '../../schema/index.ts'

/** An id as a caller wrote it, and the record that it should be of. */
export type AskedId = readonly [record: RecordClass, id: string | null | undefined]

/** UUIDs behind arguments of a query, before it is known whether the viewer may see what they stand for. */
export interface AskedIds<Name extends string> {
  /** Null for those left out, and for ids of another record. */
  readonly ids: Readonly<Record<Name, string | null>>
  /** To be awaited with what is read with the ids, which nobody may be answered with before. */
  readonly seen: Promise<void>
}

/**
 * The UUIDs behind arguments of a query. `seen` rejects with NOT_FOUND, naming every argument whose id the viewer
 * cannot see, whatever the reason: an empty answer would look like a free calendar.
 */
export function askedIds<Name extends string>(
  read: Reader,
  asked: Readonly<Record<Name, AskedId>>,
): AskedIds<Name> {
  const given = Object.entries<AskedId>(asked).flatMap(([name, [record, id]]) =>
    id === null || id === undefined ? [] : [{ name, record, id }],
  )
  const missing = async () => {
    const rows = await Promise.all(given.map(({ record, id }) => read.byTypedId(record, id)))
    const names = given.filter((_one, place) => !rows[place]).map(({ name }) => name)
    if (names.length === 0) return
    throw new LoncaError('NOT_FOUND', `There is nothing with the id given as ${names.sort().join(', ')}.`)
  }
  const uuids = given.map(({ name, record, id }) => {
    const decoded = decodeId(id)
    return [name, decoded?.prefix === recordMeta(record).prefix ? decoded.uuid : null]
  })
  const none = Object.fromEntries(Object.keys(asked).map((name) => [name, null]))
  return { ids: { ...none, ...Object.fromEntries(uuids) }, seen: missing() }
}
