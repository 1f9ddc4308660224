import { TypeID } from 'typeid-js'
import { describe, expect, it } from 'vitest'
import { decodeId, encodeId, newId } from '../../schema/index.ts'

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('a new id', () => {
  it('is a UUID of version 7 of this moment, and never the same twice', () => {
    const before = Date.now()
    const ids = Array.from({ length: 20_000 }, newId)
    expect(ids.filter((id) => !shape.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    const moment = Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)
    expect(moment).toBeGreaterThanOrEqual(before)
    expect(moment).toBeLessThanOrEqual(Date.now() + 1)
  })

  it('comes after all that this process made before, within a millisecond too', () => {
    const ids = Array.from({ length: 20_000 }, newId)
    expect([...ids].sort()).toEqual(ids)
  })

  it('is what callers see as a TypeID, and comes back from it', () => {
    for (let time = 0; time < 200; time += 1) {
      const id = newId()
      const seen = TypeID.fromUUID('cus', id).toString()
      expect(encodeId('cus', id)).toBe(seen)
      expect(decodeId(seen)).toEqual({ prefix: 'cus', uuid: id })
    }
  })
})
