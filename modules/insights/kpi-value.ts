import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  formulaText,
  type Kpi,
  type Locale,
  scalars,
  TranslatedText,
  type Words,
} from '../../schema/index.ts'
import { decimalText, divided } from './figure.ts'
import { dayName } from './kpi-days.ts'
import type { KpiFigure, MissingFigure } from './kpi-figure.ts'

const KpiUnit = { PERCENT: 'PERCENT', COUNT: 'COUNT', MINOR: 'MINOR', DAYS: 'DAYS' } as const
registerEnumType(KpiUnit, {
  name: 'KpiUnit',
  description: 'Of a key figure.',
  valuesConfig: { MINOR: { description: 'Money in minor units of `currency`.' } },
})

const KpiDirection = { UP: 'UP', DOWN: 'DOWN' } as const
registerEnumType(KpiDirection, { name: 'KpiDirection' })

const KpiComparison = { PREVIOUS_WINDOW: 'PREVIOUS_WINDOW', SAME_WEEKDAY: 'SAME_WEEKDAY' } as const
registerEnumType(KpiComparison, {
  name: 'KpiComparison',
  valuesConfig: {
    PREVIOUS_WINDOW: { description: 'The window of as many days before this one.' },
    SAME_WEEKDAY: { description: 'The same weekday a week ago.' },
  },
})

const KpiDelta = { GOOD: 'GOOD', BAD: 'BAD', NONE: 'NONE' } as const
registerEnumType(KpiDelta, { name: 'KpiDelta', description: 'What a change means for the business.' })

const KpiMissing: Readonly<{ [reason in MissingFigure]: reason }> = {
  NOTHING_TO_MEASURE: 'NOTHING_TO_MEASURE',
  OUT_OF_REACH: 'OUT_OF_REACH',
  FAILED: 'FAILED',
}
registerEnumType(KpiMissing, { name: 'KpiMissing', description: 'Why a key figure has no value.' })

@ObjectType({ simpleResolvers: true })
export class KpiPoint {
  @Field(() => scalars.LocalDate)
  day!: string

  @Field(() => scalars.Decimal, { nullable: true })
  value!: string | null
}

@ObjectType({ simpleResolvers: true })
export class KpiAction {
  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => String, { description: 'Path of a screen of the panel.' })
  path!: string
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A key figure of a day and the contract that it is computed by. It counts what the viewer reaches.',
})
export class KpiValue {
  @Field(() => String)
  id!: string

  @Field(() => Int, { description: 'Raised when formula, window or rounding change.' })
  version!: number

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText, { description: 'How it is computed, with the denominator spelled out.' })
  explanation!: TranslatedText

  @Field(() => String)
  formula!: string

  @Field(() => KpiUnit)
  unit!: keyof typeof KpiUnit

  @Field(() => String, { nullable: true, description: 'Of the amounts, when the unit is MINOR.' })
  currency!: string | null

  @Field(() => KpiDirection, { description: 'The direction that is good for the business.' })
  good!: keyof typeof KpiDirection

  @Field(() => Int, { description: 'Days that it looks back over, its own included.' })
  windowDays!: number

  @Field(() => Int, { description: 'Decimal places; halves are rounded away from zero.' })
  decimals!: number

  @Field(() => KpiComparison)
  comparison!: keyof typeof KpiComparison

  @Field(() => scalars.LocalDate)
  day!: string

  @Field(() => scalars.Decimal, { nullable: true, description: 'Null when `missing` says why.' })
  value!: string | null

  @Field(() => scalars.Decimal, { nullable: true })
  numerator!: string | null

  @Field(() => scalars.Decimal, { nullable: true, description: 'The base; null for a sum.' })
  denominator!: string | null

  @Field(() => scalars.Decimal, { nullable: true, description: 'The value that it is compared with.' })
  previous!: string | null

  @Field(() => scalars.Decimal, {
    nullable: true,
    description: 'Value less previous, in the unit (points for a percentage).',
  })
  delta!: string | null

  @Field(() => scalars.Decimal, {
    nullable: true,
    description: 'Delta in percent of previous, one decimal place; null for percentages.',
  })
  deltaPct!: string | null

  @Field(() => KpiDelta, { nullable: true })
  deltaDirection!: keyof typeof KpiDelta | null

  @Field(() => [KpiPoint], { description: 'The value on each of the last seven days, oldest first.' })
  trend!: KpiPoint[]

  @Field(() => scalars.DateTime, { description: 'The moment at which the value is true.' })
  asOf!: Date

  @Field(() => KpiAction, { nullable: true, description: 'What moves it.' })
  action!: KpiAction | null

  @Field(() => KpiMissing, { nullable: true })
  missing!: MissingFigure | null

  @Field(() => String, { nullable: true, description: "Why there is no value, in the viewer's language." })
  error!: string | null
}

const missingWords: Readonly<{ [reason in MissingFigure]: Words }> = {
  NOTHING_TO_MEASURE: {
    en: 'There is nothing to measure in these days yet.',
    tr: 'Bu günlerde henüz ölçülecek bir şey yok.',
  },
  OUT_OF_REACH: { en: 'Your role does not show this figure.', tr: 'Rolünüz bu göstergeyi göstermiyor.' },
  FAILED: { en: 'This figure cannot be computed right now.', tr: 'Bu gösterge şu anda hesaplanamıyor.' },
}

/** A figure in the form that goes out; what is not selected of it is not computed. */
export function shownKpi(figure: KpiFigure, currency: string, locale: Locale): KpiValue {
  return new ShownKpi(figure, currency, locale)
}

class ShownKpi implements KpiValue {
  constructor(
    private readonly figure: KpiFigure,
    private readonly tenantCurrency: string,
    private readonly locale: Locale,
  ) {}

  get id() {
    return this.figure.kpi.id
  }

  get version() {
    return this.figure.kpi.version
  }

  get title() {
    return this.figure.kpi.title
  }

  get explanation() {
    return this.figure.kpi.explanation
  }

  get formula() {
    return formulaText(this.figure.kpi)
  }

  get unit() {
    return upper(this.figure.kpi.unit) as keyof typeof KpiUnit
  }

  get currency() {
    return this.figure.kpi.unit === 'minor' ? this.tenantCurrency : null
  }

  get good() {
    return upper(this.figure.kpi.good) as keyof typeof KpiDirection
  }

  get windowDays() {
    return this.figure.kpi.windowDays
  }

  get decimals() {
    return this.figure.kpi.decimals
  }

  get comparison() {
    return upper(this.figure.kpi.compare) as keyof typeof KpiComparison
  }

  get day() {
    return dayName(this.figure.day)
  }

  get value() {
    return this.#text(this.figure.value)
  }

  get numerator() {
    return this.figure.sides.numerator?.toString() ?? null
  }

  get denominator() {
    return this.figure.sides.denominator?.toString() ?? null
  }

  get previous() {
    return this.#text(this.figure.previous)
  }

  get delta() {
    return this.#text(this.#change)
  }

  get deltaPct() {
    return this.figure.kpi.unit === 'percent' ? null : percentOf(this.#change, this.figure.previous)
  }

  get deltaDirection() {
    const change = this.#change
    return change === null ? null : meaningOf(this.figure.kpi, change)
  }

  get trend() {
    return this.figure.trend.map(({ day, value }) => ({ day, value: this.#text(value) }))
  }

  get asOf() {
    return this.figure.asOf
  }

  get action() {
    return this.figure.kpi.action ?? null
  }

  get missing() {
    return this.figure.missing
  }

  get error() {
    const { missing } = this
    return missing && missingWords[missing][this.locale]
  }

  get #change(): bigint | null {
    const { value, previous } = this.figure
    return value === null || previous === null ? null : value - previous
  }

  #text(scaled: bigint | null): string | null {
    return decimalText(scaled, this.figure.kpi.decimals)
  }
}

function percentOf(delta: bigint | null, previous: bigint | null): string | null {
  if (delta === null || previous === null || previous === 0n) return null
  return decimalText(divided(delta * 1000n, previous < 0n ? -previous : previous), 1)
}

function meaningOf(kpi: Kpi, delta: bigint): keyof typeof KpiDelta {
  if (delta === 0n) return 'NONE'
  return delta > 0n === (kpi.good === 'up') ? 'GOOD' : 'BAD'
}

function upper(word: string): string {
  return word.replaceAll('-', '_').toUpperCase()
}
