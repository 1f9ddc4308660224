import { decodeUuid, encodeUuid } from './compile/uuid-text.ts'
import { uuidV7 } from './uuid-v7.ts'

/** A fresh UUIDv7, known before the row is written. */
export function newId(): string {
  return uuidV7()
}

/** The id a caller sees: the record's prefix and the UUID in base 32 (TypeID), e.g. `cus_01j9…`. */
export function encodeId(prefix: string, uuid: string): string {
  return `${prefix}_${encodeUuid(uuid, 0)}`
}

export interface DecodedId {
  readonly prefix: string
  readonly uuid: string
}

/** As TypeID has it. */
const prefixShape = /^[a-z](?:[a-z_]{0,61}[a-z])?$/

/** Reads a TypeID; null when the text is not one, so that callers answer as for an unknown id. */
export function decodeId(id: string): DecodedId | null {
  const underline = id.lastIndexOf('_')
  const prefix = id.slice(0, underline)
  if (underline < 1 || !prefixShape.test(prefix)) return null
  const uuid = decodeUuid(id, underline + 1)
  return uuid === null ? null : { prefix, uuid }
}
