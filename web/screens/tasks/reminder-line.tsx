import { Show } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { ReminderRow } from '../../data/work.graphql.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { taskWords } from './words.ts'

const icons = { CALL: 'phone', CONFIRM: 'check', DOCUMENT: 'file', OTHER: 'bell' } as const

/** A reminder that is still open; the check closes it. */
export function ReminderLine(props: {
  reminder: ReminderRow
  isFirst?: boolean
  isChosen?: boolean
  onClose: () => void
}) {
  const { f } = useI18n()
  const say = useWords(taskWords)
  const label = () => [say(props.reminder.kind), props.reminder.note].filter(Boolean).join(': ')
  return (
    <div
      class="list-row task-row"
      classList={{ 'is-first': props.isFirst, 'is-chosen': props.isChosen }}
      data-reminder={props.reminder.id}
    >
      <span class="icon-lead">
        <Icon name={icons[props.reminder.kind]} />
      </span>
      <span class="row-text">
        <b class="prose">{label()}</b>
        <span>
          {[f.dateTime(props.reminder.remindAt), props.reminder.owner?.name].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Show when={props.reminder.state === 'SENT'}>
        <Chip look="warning" icon="bell">
          {say('newReminder')}
        </Chip>
      </Show>
      <IconButton icon="check" label={say('complete', { title: label() })} onClick={() => props.onClose()} />
    </div>
  )
}
