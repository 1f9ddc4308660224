import { describe, expect, it } from 'vitest'
import { kpiDocs } from '../../gateway/kpi-docs.ts'
import { composeInstalled } from '../../gateway/server.ts'
import { checkKpis, formulaText } from '../../schema/index.ts'

const composition = composeInstalled()
const kpis = [...composition.modules, ...composition.blueprints].flatMap((one) => one.kpis ?? [])

describe('the documentation of key figures', () => {
  it('has each figure once, with its formula and its words in both languages', () => {
    const text = kpiDocs(composition)
    for (const kpi of kpis) {
      expect(text.split(`### \`${kpi.id}\`\n`)).toHaveLength(2)
      for (const part of [formulaText(kpi), kpi.explanation.en, kpi.explanation.tr, kpi.title.tr])
        expect(text).toContain(part)
    }
  })

  it('names every measure that a formula adds', () => {
    const text = kpiDocs(composition)
    for (const { id } of composition.setFor([]).measures) expect(text).toContain(`| \`${id}\` |`)
    expect(text).toContain("case when row.status = 'NO_SHOW' then 1 end")
  })
})

describe('a declaration that cannot be computed', () => {
  it.each([
    ['a measure that nobody declares', { formula: { kind: 'sum', measures: ['nothing'] } }, 'adds "nothing"'],
    ['no window', { windowDays: 0 }, 'needs a window'],
  ])('stops the boot in a sentence: %s', async (_, change, sentence) => {
    const [kpi] = kpis
    if (!kpi) throw new Error('Core has figures.')
    const broken = {
      key: 'broken',
      title: kpi.title,
      kpis: [{ ...kpi, ...change } as typeof kpi],
      kpiCards: [],
    }
    expect(() => checkKpis(composition.modules, [broken])).toThrow(sentence)
    expect(() => checkKpis(composition.modules, [{ ...broken, kpis: [], kpiCards: ['none'] }])).toThrow(
      'kpiCards names "none"',
    )
  })
})
