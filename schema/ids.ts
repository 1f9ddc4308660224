import { TypeID, typeidUnboxed } from 'typeid-js'

/** A fresh UUIDv7, known before the row is written. */
export function newId(): string {
  return TypeID.fromString(typeidUnboxed()).toUUID()
}

/** The id a caller sees: the record's prefix and the UUID in base 32 (TypeID), e.g. `cus_01j9…`. */
export function encodeId(prefix: string, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString()
}

export interface DecodedId {
  readonly prefix: string
  readonly uuid: string
}

/** Reads a TypeID; null when the text is not one, so that callers answer as for an unknown id. */
export function decodeId(id: string): DecodedId | null {
  if (id.length > 80) return null
  try {
    const parsed = TypeID.fromString(id)
    return { prefix: parsed.getType(), uuid: parsed.toUUID() }
  } catch {
    return null
  }
}
