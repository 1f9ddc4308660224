import { describe, expect, it } from 'vitest'
import { demoTenants } from '../../../gateway/demo/presets.ts'
import { oracleRows, readOracle } from '../../support/export-oracle.ts'

const opened = (hours: string) => Number(hours.slice(0, 2)) * 60 + Number(hours.slice(3))

describe('the independent reading of the exports', () => {
  it('holds the numbers that were counted by a third program', () => {
    const numbers = (tenant: 'salon' | 'dental' | 'garage') => {
      const { people, imported, counts, stale, running, ahead, revenue, conflicts } = readOracle(tenant)
      return {
        people: [people.count, people.mergedByPhone, people.mergedByEmail],
        imported: imported.length,
        counts: [
          counts.geldi,
          counts.gelmedi,
          counts.iptal,
          counts.ertelendi,
          counts.onayli,
          counts.bekliyor,
        ],
        open: [stale.length, running.length, ahead.length],
        revenue: [revenue.totalMinor, revenue.sales, revenue.freeOfCharge],
        conflicts,
      }
    }
    expect(numbers('salon')).toEqual({
      people: [904, 24, 8],
      imported: 4720,
      counts: [3432, 401, 405, 189, 187, 106],
      open: [242, 0, 51],
      revenue: [614_660_000n, 3432, 0],
      conflicts: [1114, 2327, 2930, 3520, 3737, 4040],
    })
    expect(numbers('dental')).toEqual({
      people: [655, 16, 5],
      imported: 976,
      counts: [736, 82, 57, 50, 28, 23],
      open: [46, 1, 4],
      revenue: [782_915_000n, 643, 93],
      conflicts: [],
    })
    expect(numbers('garage')).toEqual({
      people: [502, 13, 5],
      imported: 485,
      counts: [345, 49, 47, 21, 13, 10],
      open: [21, 0, 2],
      revenue: [208_550_000n, 345, 0],
      conflicts: [],
    })
  })
})

describe.each(demoTenants)('the presets of $name', (preset) => {
  const oracle = readOracle(preset.key)
  const named = (of: 'staff' | 'resource' | 'service') => new Set(oracle.imported.map((row) => row[of]))

  it('name the staff, resources and services of the exports, and no others', () => {
    expect(new Set(preset.staff.map(({ name }) => name))).toEqual(named('staff'))
    expect(new Set(preset.resources.map(({ name }) => name))).toEqual(named('resource'))
    expect(new Set(preset.services.map(({ name }) => name))).toEqual(named('service'))
    expect(new Set(preset.staff.map(({ color }) => color)).size).toBe(preset.staff.length)
  })

  it('give each service the duration of the exports, its median price, segments that add up and a resource', () => {
    const types = new Set(preset.resources.map(({ type }) => type))
    for (const service of preset.services) {
      const rows = oracle.imported.filter((row) => row.service === service.name)
      expect(new Set(rows.map((row) => (row.end - row.start) / 60_000))).toEqual(
        new Set([service.durationMinutes]),
      )
      expect(service.segments.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(service.durationMinutes)
      expect(service.priceMinor).toBe(oracle.medianPriceMinor[service.name])
      expect(service.resourceTypes.every((type) => types.has(type))).toBe(true)
      expect(service.qualifiedStaff.every((name) => preset.staff.some((staff) => staff.name === name))).toBe(
        true,
      )
    }
  })

  it('open when rows start, and close after 95 of 100 of them have ended', () => {
    const inside = oracle.imported.filter(({ date, time, start, end }) => {
      const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
      const hours = preset.branch.hours.find((day) => day.weekday === weekday)
      if (!hours) throw new Error(`${date} is a day without hours.`)
      expect(opened(time)).toBeGreaterThanOrEqual(opened(hours.opensAt))
      return opened(time) + (end - start) / 60_000 <= opened(hours.closesAt)
    })
    expect(inside.length / oracle.imported.length).toBeGreaterThan(0.95)
  })

  it('refer to exports that are there', () => {
    for (const { file } of preset.exports) expect(oracleRows(file).length).toBeGreaterThan(0)
  })
})
