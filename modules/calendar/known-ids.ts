import { LoncaError, type Reader, type RecordClass } from '../../schema/index.ts'

/** An id as a caller wrote it, and the record that it should be of. */
export type AskedId = readonly [record: RecordClass, id: string | null | undefined]

/**
 * The UUIDs behind arguments of a query; null for those left out. Throws NOT_FOUND, naming every argument whose id the
 * viewer cannot see, whatever the reason: an empty answer would look like a free calendar.
 */
export async function knownIds<Name extends string>(
  read: Reader,
  asked: Readonly<Record<Name, AskedId>>,
): Promise<Record<Name, string | null>> {
  const missing: string[] = []
  const known = await Promise.all(
    Object.entries<AskedId>(asked).map(async ([name, [record, id]]) => {
      const row = id === null || id === undefined ? null : await read.byTypedId(record, id)
      if (!row && id !== null && id !== undefined) missing.push(name)
      return [name, row?.id ?? null] as const
    }),
  )
  if (missing.length > 0) {
    throw new LoncaError('NOT_FOUND', `There is nothing with the id given as ${missing.sort().join(', ')}.`)
  }
  return Object.fromEntries(known) as Record<Name, string | null>
}
