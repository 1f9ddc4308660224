import { describe, expect, it } from 'vitest'
import { shiftWeeks, weeksBetween } from '../../../modules/imports/reading/index.ts'

const ZONE = 'Europe/Istanbul'

describe('the shift of the demo', () => {
  it('is a number of whole weeks, counted from Monday to Monday in the zone of the business', () => {
    const friday = new Date('2026-11-20T14:20:00+03:00')
    expect(weeksBetween(friday, new Date('2026-11-16T00:00:00+03:00'), ZONE)).toBe(0)
    expect(weeksBetween(friday, new Date('2026-11-22T23:59:00+03:00'), ZONE)).toBe(0)
    expect(weeksBetween(friday, new Date('2026-11-22T21:00:00Z'), ZONE)).toBe(1)
    expect(weeksBetween(friday, new Date('2025-11-21T10:00:00Z'), ZONE)).toBe(-52)
    expect(weeksBetween(friday, new Date('2027-03-03T10:00:00Z'), ZONE)).toBe(15)
  })

  it('keeps weekday and wall-clock time', () => {
    expect(shiftWeeks(new Date('2026-11-20T14:20:00+03:00'), 3, ZONE).toISOString()).toBe(
      '2026-12-11T11:20:00.000Z',
    )
    const beforeSummer = new Date('2026-03-28T14:30:00+01:00')
    expect(shiftWeeks(beforeSummer, 1, 'Europe/Berlin').toISOString()).toBe('2026-04-04T12:30:00.000Z')
  })
})
