/**
 * Owns the ledger: append-only sales in minor units, their reversals, and sums over them. A line is never changed and
 * never removed, not even by an import that is undone; whoever writes many lines at once calls `recordSales` and
 * `reverseSales` inside a Work, at most 500 lines each.
 */
import { defineModule } from '../../schema/index.ts'
import { CurrencyLock } from './currency-lock.ts'
import { maxLedgerLines, type ReversedAt, recordSales, reverseSales, type Sale } from './ledger.ts'
import { RevenueResolver } from './revenue.resolver.ts'
import { RevenueEvent } from './revenue-event.ts'

export { maxLedgerLines, RevenueEvent, type ReversedAt, recordSales, reverseSales, type Sale }

export const revenue = defineModule({
  key: 'revenue',
  title: { en: 'Revenue', tr: 'Ciro' },
  records: [RevenueEvent],
  resolvers: [RevenueResolver],
  observers: [new CurrencyLock()],
  refusals: {
    AMOUNTS_DO_NOT_ADD_UP: {
      en: 'Net is gross less discount, tax and fee, and never below zero: here it would be {net}.',
      tr: 'Net; brütten indirim, KDV ve komisyon düşülerek bulunur, sıfırın altına inmez: burada {net} olur.',
    },
    ALREADY_REVERSED: { en: 'This sale is reversed already.', tr: 'Bu satış zaten iade edilmiş.' },
    REVERSAL_IS_FINAL: {
      en: 'A reversal cannot be reversed. Record a new sale instead.',
      tr: 'İade geri alınamaz. Yeni bir satış kaydedin.',
    },
    CURRENCY_IN_USE: {
      en: 'There is money in the ledger: the currency can no longer be changed.',
      tr: 'Kayıtlı ciro olduğu için para birimi artık değiştirilemez.',
    },
    IN_THE_FUTURE: { en: 'This moment is yet to come.', tr: 'Bu an henüz gelmedi.' },
  },
  events: {
    'revenue.event.created': { en: 'Sale recorded', tr: 'Satış kaydedildi' },
    'revenue.event.reversed': { en: 'Sale reversed', tr: 'Satış iade edildi' },
  },
})
