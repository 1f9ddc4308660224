import { For, Show } from 'solid-js'
import {
  Chip,
  createChoiceWords,
  Empty,
  Icon,
  rowsAt,
  useI18n,
  type WidgetComponentProps,
  type WidgetRow,
} from '../../../web/kit.ts'

interface FormulaLine {
  id: string
  zone: string
  brand: string
  line: string | null
  shades: { shade: string; grams: number }[]
  mixRatio: string
  developerPercent: string | null
  startLevel: number | null
  targetLevel: number | null
  porosity: string | null
  processingMinutes: number | null
}

interface Visit {
  id: string
  visitedAt: string
  resultNote: string | null
  staff: { id: string; name: string } | null
  service: { id: string; name: string } | null
}

interface PatchTest {
  product: string
  status: 'PENDING' | 'PASSED' | 'FAILED'
  validUntil: string | null
}

const words = {
  tr: {
    none: 'Henüz renk formülü yok.',
    patch: 'Alerji testi',
    until: 'geçerlilik',
    level: 'seviye',
    before: 'Önceki formüller',
  },
  en: {
    none: 'No colour formula yet.',
    patch: 'Patch test',
    until: 'valid until',
    level: 'level',
    before: 'Earlier formulas',
  },
}

/** How the hair was coloured last, ready to be mixed again: shades in grams, ratio, developer, minutes. */
export function FormulaCard(props: WidgetComponentProps) {
  const { f, locale } = useI18n()
  const choice = createChoiceWords()
  const w = () => words[locale()]
  const withFormula = () => props.rows.filter((row) => rowsAt(row, 'formulaLines').length > 0)
  const patch = () => rowsAt(props.data, 'customer.patchTests')[0] as unknown as PatchTest | undefined
  return (
    <div class="stack">
      <Show when={patch()}>
        {(test) => (
          <p>
            <Chip
              look={test().status === 'PASSED' ? 'good' : test().status === 'FAILED' ? 'bad' : 'warning'}
              icon={test().status === 'PASSED' ? 'shield-check' : 'alert'}
            >
              {w().patch}: {choice('PatchTest', 'status', test().status)}
              {test().validUntil ? `, ${w().until} ${f.day(test().validUntil ?? '', 'medium')}` : ''}
            </Chip>
          </p>
        )}
      </Show>
      <Show when={withFormula().length > 0} fallback={<Empty icon="drop">{w().none}</Empty>}>
        <VisitFormula row={withFormula()[0] as WidgetRow} />
        <Show when={withFormula().length > 1}>
          <details class="more-fields">
            <summary>
              {w().before} ({withFormula().length - 1})
            </summary>
            <div class="stack">
              <For each={withFormula().slice(1)}>{(row) => <VisitFormula row={row} />}</For>
            </div>
          </details>
        </Show>
      </Show>
    </div>
  )
}

function VisitFormula(props: { row: WidgetRow }) {
  const { f } = useI18n()
  const visit = () => props.row as unknown as Visit
  const lines = () => rowsAt(props.row, 'formulaLines') as unknown as FormulaLine[]
  return (
    <article class="stack stack-tight">
      <p class="row-between small">
        <b>{visit().service?.name}</b>
        <span class="meta">
          {[f.date(visit().visitedAt, 'medium'), visit().staff?.name].filter(Boolean).join(' · ')}
        </span>
      </p>
      <ul class="stack stack-tight">
        <For each={lines()}>{(line) => <Mix line={line} />}</For>
      </ul>
      <Show when={visit().resultNote}>
        <p class="notice prose">
          <Icon name="note" />
          {visit().resultNote}
        </p>
      </Show>
    </article>
  )
}

function Mix(props: { line: FormulaLine }) {
  const { f, locale } = useI18n()
  const choice = createChoiceWords()
  const detail = () =>
    [
      [props.line.brand, props.line.line].filter(Boolean).join(' '),
      props.line.startLevel && props.line.targetLevel
        ? `${words[locale()].level} ${props.line.startLevel} → ${props.line.targetLevel}`
        : '',
      props.line.porosity && choice('ColorFormulaLine', 'porosity', props.line.porosity),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <li class="work-card">
      <span class="row-between">
        <Chip look="brand" icon="drop">
          {choice('ColorFormulaLine', 'zone', props.line.zone)}
        </Chip>
        <Show when={props.line.processingMinutes}>
          {(minutes) => <Chip icon="hourglass">{f.duration(minutes())}</Chip>}
        </Show>
      </span>
      <p>
        <For each={props.line.shades}>
          {(one, index) => (
            <>
              {index() > 0 ? ' + ' : ''}
              {one.shade} <b>{f.number(one.grams, 1)} g</b>
            </>
          )}
        </For>
        {' · '}
        {choice('ColorFormulaLine', 'mixRatio', props.line.mixRatio)}
        <Show when={props.line.developerPercent}>{(percent) => <> · {f.percent(Number(percent()))}</>}</Show>
      </p>
      <span class="meta">{detail()}</span>
    </li>
  )
}
