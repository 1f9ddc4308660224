import type { ComplianceDeclaration, LawfulBasis } from '../../schema/index.ts'

/** From the one that asks least of the business to the one that asks most. */
const byStrictness: readonly LawfulBasis[] = [
  'LEGITIMATE_INTEREST',
  'CONTRACT',
  'LAW',
  'HEALTH_SERVICE',
  'EXPLICIT_CONSENT',
]

/**
 * What the law asks of a business that works in several sectors: the strictest of each rule. What the law itself
 * wants kept, health records among it, is kept as long as any sector must; everything else as short as any sector may.
 */
export function strictest(profiles: readonly ComplianceDeclaration[]): ComplianceDeclaration {
  const ordered = [...profiles].sort((left, right) => Number(right.healthcare) - Number(left.healthcare))
  const [first, ...rest] = ordered
  if (!first) throw new Error('A business has at least one sector.')
  if (rest.every((other) => other === first)) return first
  const lawfulBases: Record<string, LawfulBasis> = {}
  const retentionDays: Record<string, number> = {}
  for (const profile of ordered) {
    for (const [kind, basis] of Object.entries(profile.lawfulBases))
      lawfulBases[kind] = stricter(lawfulBases[kind] ?? basis, basis)
  }
  for (const profile of ordered) {
    for (const [kind, days] of Object.entries(profile.retentionDays)) {
      const known = retentionDays[kind] ?? days
      retentionDays[kind] = mustKeep(lawfulBases[kind]) ? Math.max(known, days) : Math.min(known, days)
    }
  }
  const titles = (locale: 'en' | 'tr') => [...new Set(ordered.map(({ title }) => title[locale]))].join(' + ')
  const latest = ordered.map(({ effectiveFrom }) => effectiveFrom).sort()
  return {
    key: 'strictest',
    version: 1,
    title: { en: titles('en'), tr: titles('tr') },
    jurisdiction: first.jurisdiction,
    effectiveFrom: latest.at(-1) ?? first.effectiveFrom,
    healthcare: ordered.some(({ healthcare }) => healthcare),
    lawfulBases,
    retentionDays,
    breachNoticeHours: Math.min(...ordered.map(({ breachNoticeHours }) => breachNoticeHours)),
    requestAnswerDays: Math.min(...ordered.map(({ requestAnswerDays }) => requestAnswerDays)),
  }
}

function stricter(left: LawfulBasis, right: LawfulBasis): LawfulBasis {
  return byStrictness.indexOf(right) > byStrictness.indexOf(left) ? right : left
}

function mustKeep(basis: LawfulBasis | undefined): boolean {
  return basis === 'LAW' || basis === 'HEALTH_SERVICE'
}
