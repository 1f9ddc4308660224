import { Show } from 'solid-js'
import { Button, Chip, type ChipLook, createChoiceWords, useI18n } from '../../../web/kit.ts'

/** A piece of work as the job card's document selects it. */
export interface JobLine {
  id: string
  version: number
  title: string
  finding: string | null
  urgency: 'OK' | 'SOON' | 'URGENT'
  priceMinor: string
  currency: string | null
  approval: 'NOT_ASKED' | 'PENDING' | 'APPROVED' | 'DECLINED'
  approvedVia: string | null
  askedAt: string | null
  decidedAt: string | null
  done: boolean
}

const looks: Record<JobLine['approval'], { look?: ChipLook; icon: string }> = {
  NOT_ASKED: { look: 'line', icon: 'sms' },
  PENDING: { look: 'warning', icon: 'hourglass' },
  APPROVED: { look: 'good', icon: 'check' },
  DECLINED: { icon: 'close' },
}

const words = {
  tr: { yes: 'Onayladı', no: 'Reddetti', done: 'Yapıldı' },
  en: { yes: 'Approved', no: 'Declined', done: 'Done' },
}

/** Price, finding, what the customer said; and while that is open, the two answers. */
export function JobLineRow(props: { line: JobLine; busy: boolean; onDecide: (approved: boolean) => void }) {
  const { f, locale } = useI18n()
  const choice = createChoiceWords()
  const at = () => props.line.decidedAt ?? props.line.askedAt
  return (
    <div class="work-line">
      <b>{props.line.title}</b>
      <b>{f.money(props.line.priceMinor, props.line.currency)}</b>
      <Show when={props.line.finding || props.line.urgency === 'URGENT'}>
        <span class="meta">
          {props.line.finding}
          <Show when={props.line.urgency === 'URGENT'}>
            {props.line.finding ? ' ' : ''}
            <Chip look="bad" icon="alert">
              {choice('JobLine', 'urgency', 'URGENT')}
            </Chip>
          </Show>
        </span>
      </Show>
      <span class="work-line-state">
        <Chip {...looks[props.line.approval]}>
          {choice('JobLine', 'approval', props.line.approval)}
          {at() && props.line.approval !== 'NOT_ASKED' ? ` ${f.dateTime(at() ?? '')}` : ''}
        </Chip>
        <Show when={props.line.done}>
          <Chip look="good" icon="check-double">
            {words[locale()].done}
          </Chip>
        </Show>
        <Show when={props.line.approval === 'PENDING'}>
          <span class="row">
            <Button look="ghost" disabled={props.busy} onClick={() => props.onDecide(false)}>
              {words[locale()].no}
            </Button>
            <Button look="soft" icon="check" disabled={props.busy} onClick={() => props.onDecide(true)}>
              {words[locale()].yes}
            </Button>
          </span>
        </Show>
      </span>
    </div>
  )
}
