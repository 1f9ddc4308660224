import { createMemo, For, Show } from 'solid-js'
import {
  Button,
  Chip,
  createChoiceWords,
  createVerb,
  Empty,
  Plate,
  rowsAt,
  Steps,
  useI18n,
  type WidgetComponentProps,
  type WidgetRow,
} from '../../../web/kit.ts'
import { jobCardVerbs } from './job-card.graphql.ts'
import { type JobLine, JobLineRow } from './job-line-row.tsx'

interface Job {
  id: string
  version: number
  number: string | number
  title: string | null
  step: string
  waiting: string | null
  promisedAt: string | null
  deliveredAt: string | null
  approvedMinor: string
  pendingMinor: string
  vehicle: { id: string; plate: string; model: string | null } | null
  technician: { id: string; name: string } | null
}

const steps = ['RECEIVED', 'INSPECTION', 'ESTIMATE', 'APPROVAL', 'REPAIR', 'READY', 'DELIVERED']

const words = {
  tr: {
    none: 'Henüz iş emri yok.',
    job: 'İş emri',
    due: 'Teslim',
    approved: 'Onaylı',
    pending: 'Onay bekleyen',
    ask: (n: number) => `Onay iste (${n})`,
    next: (step: string) => `${step} adımına geç`,
  },
  en: {
    none: 'No job card yet.',
    job: 'Job card',
    due: 'Due',
    approved: 'Approved',
    pending: 'Waiting for approval',
    ask: (n: number) => `Ask for approval of ${n}`,
    next: (step: string) => `Go on to ${step}`,
  },
}

/** What is done to the cars: steps, and each piece of work with its price and what the customer said to it. */
export function JobCard(props: WidgetComponentProps) {
  const { locale } = useI18n()
  return (
    <Show when={props.rows.length > 0} fallback={<Empty icon="wrench">{words[locale()].none}</Empty>}>
      <div class="stack bleed">
        <For each={props.rows}>{(row) => <OneJob row={row} refetch={props.refetch} />}</For>
      </div>
    </Show>
  )
}

function OneJob(props: { row: WidgetRow; refetch: () => void }) {
  const { f, locale } = useI18n()
  const choice = createChoiceWords()
  const verb = createVerb()
  const w = () => words[locale()]
  const job = () => props.row as unknown as Job
  const lines = createMemo(() => rowsAt(props.row, 'lines') as unknown as JobLine[])
  const at = () => steps.indexOf(job().step)
  const notAsked = () => lines().filter((line) => line.approval === 'NOT_ASKED')
  const nextStep = () => (at() >= 0 ? steps[at() + 1] : undefined)
  const run = async (document: string, input: Record<string, unknown>) => {
    await verb.run(document, input)
    props.refetch()
  }
  return (
    <article>
      <div class="card-head">
        <h3 class="row row-wrap">
          {w().job} {job().number}
          <Show when={job().vehicle}>{(car) => <Plate text={car().plate} />}</Show>
        </h3>
        <Show when={job().promisedAt && !job().deliveredAt}>
          <span class="meta">
            {w().due} <span class="strong">{f.dateTime(job().promisedAt ?? '')}</span>
          </span>
        </Show>
      </div>
      <div class="card-body stack stack-tight">
        <Show when={at() >= 0}>
          <Steps
            count={steps.length}
            at={job().step === 'DELIVERED' ? steps.length : at()}
            waiting={job().waiting !== null}
            label={choice('VehicleJobCard', 'step', job().step)}
          />
        </Show>
        <div class="row-between row-wrap">
          <span class="row row-wrap">
            <Chip
              look={job().step === 'DELIVERED' ? 'good' : 'info'}
              icon={job().step === 'DELIVERED' ? 'check' : 'play'}
            >
              {choice('VehicleJobCard', 'step', job().step)}
            </Chip>
            <Show when={job().waiting}>
              <Chip look="warning" icon="hourglass">
                {choice('VehicleJobCard', 'waiting', job().waiting)}
              </Chip>
            </Show>
          </span>
          <span class="meta">{[job().title, job().technician?.name].filter(Boolean).join(' · ')}</span>
        </div>
      </div>
      <For each={lines()}>
        {(line) => (
          <JobLineRow
            line={line}
            busy={verb.busy()}
            onDecide={(approved) =>
              void run(jobCardVerbs.decide, {
                id: line.id,
                version: line.version,
                approved,
                approvedVia: approved ? 'PHONE' : null,
              })
            }
          />
        )}
      </For>
      <div class="work-line">
        <span class="small text-2">
          {w().approved} <span class="strong">{f.money(job().approvedMinor, lines()[0]?.currency)}</span>
        </span>
        <span class="small text-2">
          {w().pending} <span class="strong">{f.money(job().pendingMinor, lines()[0]?.currency)}</span>
        </span>
      </div>
      <Show when={job().step !== 'DELIVERED' && job().step !== 'CANCELLED'}>
        <div class="card-body row row-wrap actions-end">
          <Show when={nextStep()}>
            {(step) => (
              <Button
                icon="right"
                disabled={verb.busy()}
                onClick={() =>
                  void run(jobCardVerbs.move, { id: job().id, version: job().version, step: step() })
                }
              >
                {w().next(choice('VehicleJobCard', 'step', step()))}
              </Button>
            )}
          </Show>
          <Show when={notAsked().length > 0}>
            <Button
              look="primary"
              class="grow"
              disabled={verb.busy()}
              onClick={() => void run(jobCardVerbs.ask, { jobCardId: job().id })}
            >
              {w().ask(notAsked().length)}
            </Button>
          </Show>
        </div>
      </Show>
    </article>
  )
}
