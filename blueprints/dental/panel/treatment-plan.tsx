import { createMemo, For, Show } from 'solid-js'
import {
  Button,
  Chip,
  createChoiceWords,
  createVerb,
  Empty,
  rowsAt,
  useBooking,
  useI18n,
  useSession,
  type WidgetComponentProps,
} from '../../../web/kit.ts'
import { PlanRow } from './plan-row.tsx'
import { treatmentPlanVerbs } from './treatment-plan.graphql.ts'
import type { Treatment } from './treatments.ts'

interface Episode {
  id: string
  version: number
  title: string
  status: string
  plan: 'DRAFT' | 'PRESENTED' | 'ACCEPTED' | 'REJECTED'
  planDecidedAt: string | null
  remainingMinor: string | null
}

const words = {
  tr: {
    none: 'Henüz tedavi planı yok.',
    present: 'Hastaya sunuldu',
    accept: 'Kabul etti',
    reject: 'Reddetti',
    frozen: 'Ücretler donduruldu',
    without: (n: number) => `${n} işlem güne bağlanmadı`,
    total: 'Toplam',
    left: 'kalan',
  },
  en: {
    none: 'No treatment plan yet.',
    present: 'Shown to patient',
    accept: 'Accepted',
    reject: 'Rejected',
    frozen: 'Fees are frozen',
    without: (n: number) => `${n} without a date`,
    total: 'Total',
    left: 'left',
  },
}

/** The patient's plans: each treatment with its tooth, fee and date; and what the patient said to the whole. */
export function TreatmentPlan(props: WidgetComponentProps) {
  const { locale } = useI18n()
  return (
    <Show when={props.rows.length > 0} fallback={<Empty icon="tooth">{words[locale()].none}</Empty>}>
      <div class="stack bleed">
        <For each={props.rows}>
          {(row) => <Plan {...props} episode={row as unknown as Episode} row={row} />}
        </For>
      </div>
    </Show>
  )
}

function Plan(props: WidgetComponentProps & { episode: Episode; row: WidgetComponentProps['rows'][number] }) {
  const { locale, f } = useI18n()
  const { panel } = useSession()
  const choice = createChoiceWords()
  const verb = createVerb()
  const book = useBooking()
  const w = () => words[locale()]
  const items = createMemo(() => rowsAt(props.row, 'items') as unknown as Treatment[])
  const undated = () => items().filter((one) => one.status === 'PLANNED' && !one.appointment).length
  const total = () => items().reduce((sum, one) => sum + Number(one.priceMinor), 0)
  const decide = async (name: keyof typeof treatmentPlanVerbs) => {
    await verb.run(treatmentPlanVerbs[name], { id: props.episode.id, version: props.episode.version })
    props.refetch()
  }
  const customer = () => props.data.customer as { id: string; name?: string } | undefined
  return (
    <div>
      <div class="card-head">
        <h3 class="row row-wrap">
          {props.episode.title}
          <Chip
            look={
              props.episode.plan === 'ACCEPTED' ? 'good' : props.episode.plan === 'REJECTED' ? 'bad' : 'line'
            }
            icon={props.episode.plan === 'ACCEPTED' ? 'lock' : undefined}
          >
            {choice('PatientEpisode', 'plan', props.episode.plan)}
            {props.episode.planDecidedAt ? ` ${f.date(props.episode.planDecidedAt, 'numeric')}` : ''}
          </Chip>
        </h3>
        <Show when={props.episode.plan === 'ACCEPTED'}>
          <span class="meta on-desktop">{w().frozen}</span>
        </Show>
        <span class="row">
          <Show when={props.episode.plan === 'DRAFT'}>
            <Button look="soft" disabled={verb.busy()} onClick={() => void decide('present')}>
              {w().present}
            </Button>
          </Show>
          <Show when={props.episode.plan === 'PRESENTED'}>
            <Button look="danger" disabled={verb.busy()} onClick={() => void decide('reject')}>
              {w().reject}
            </Button>
            <Button look="soft" icon="signature" disabled={verb.busy()} onClick={() => void decide('accept')}>
              {w().accept}
            </Button>
          </Show>
        </span>
      </div>
      <For each={items()}>
        {(item) => (
          <PlanRow
            item={item}
            kind={choice('TreatmentItem', 'kind', item.kind)}
            status={choice('TreatmentItem', 'status', item.status)}
            region={choice('TreatmentItem', 'region', item.region)}
            bookLabel={f.text(panel.primaryAction?.label)}
            onBook={() => {
              const who = customer()
              if (who)
                book({
                  customer: { id: who.id, name: who.name ?? '', phone: null },
                  staffId: item.dentist?.id,
                })
            }}
          />
        )}
      </For>
      <div class="work-line">
        <span class="small text-2">{undated() > 0 ? w().without(undated()) : ''}</span>
        <span class="small">
          {w().total} <b>{f.money(total(), items()[0]?.currency)}</b>
          <Show when={props.episode.remainingMinor}>
            {(left) => (
              <span class="text-2">
                {' '}
                · {w().left} {f.money(left(), items()[0]?.currency)}
              </span>
            )}
          </Show>
        </span>
      </div>
    </div>
  )
}
