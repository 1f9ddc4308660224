import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentlyUsed } from '../../schema/index.ts'

describe('what was used recently', () => {
  it('is kept while fewer than half of what fits are used after it', () => {
    const kept = new RecentlyUsed<number>(10)
    kept.set('used', 1)
    for (let other = 0; other < 100; other += 1) {
      kept.set(`other ${other}`, other)
      if (other % 4 === 0) expect(kept.get('used')).toBe(1)
    }
    expect(kept.get('other 0')).toBeUndefined()
  })

  it('is what was set last, and never more than fits', () => {
    const step = fc.record({
      name: fc.integer({ min: 0, max: 30 }).map(String),
      value: fc.integer(),
      sets: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const kept = new RecentlyUsed<number>(10)
        const set = new Map<string, number>()
        for (const { name, value, sets } of steps) {
          if (sets) {
            kept.set(name, value)
            set.set(name, value)
          } else {
            const found = kept.get(name)
            if (found !== undefined) expect(found).toBe(set.get(name))
          }
        }
        const names = Array.from({ length: 31 }, (_, name) => String(name))
        expect(names.filter((name) => kept.has(name)).length).toBeLessThanOrEqual(10)
      }),
    )
  })
})
