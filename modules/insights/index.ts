/**
 * Owns key figures: it counts what changes of records add to measures, in the transaction of the change, folds the
 * counts into daily rollups, and answers every figure from its declaration alone, core's and blueprints' alike. It
 * refuses to show anyone a figure over rows that they do not reach.
 */
import { defineModule } from '../../schema/index.ts'
import { InsightsResolver } from './insights.resolver.ts'
import { keepYesterday } from './jobs.ts'
import { coreKpis } from './kpis.ts'
import { measureObservers } from './measure-observer.ts'
import { coreMeasures } from './measures.ts'
import { SettingsObserver } from './settings-observer.ts'

export { CommandCenter } from './command-center.ts'
export { customerRiskSql, type RiskTier, riskModelVersion } from './customer-risk.ts'
export { visitCycleDays } from './evaluate-kpis.ts'
export { failuresKey } from './insights.resolver.ts'
export { keepFigures } from './keep-figures.ts'
export { type Drift, foldDeltas, measureDrift, type Queries, rebuildMeasures } from './measures-kept.ts'

export const insights = defineModule({
  key: 'insights',
  title: { en: 'Key figures', tr: 'Göstergeler' },
  resolvers: [InsightsResolver],
  measures: coreMeasures,
  kpis: coreKpis,
  jobs: [keepYesterday],
  schedules: [{ job: keepYesterday, every: { dailyAt: '00:20' } }],
  observe: (measures) => [...measureObservers(measures), new SettingsObserver(measures)],
})
