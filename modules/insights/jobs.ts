import { Temporal } from 'temporal-polyfill'
import { defineJob } from '../../schema/index.ts'
import { keepFigures } from './keep-figures.ts'

/** Keeps the figures of the day that has ended; its slot is the day that has begun. Keeps each day's first answer. */
export const keepYesterday = defineJob<{ slot: string }>({
  name: 'insights.keep-figures',
  title: { en: "Keep the day's figures", tr: 'Günün göstergelerini sakla' },
  timeoutSeconds: 300,
  run: async (context, { slot }) => {
    await keepFigures(context, Temporal.PlainDate.from(slot).subtract({ days: 1 }).toString())
  },
})
