import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { TaskRow } from '../../data/work.graphql.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { taskWords } from './words.ts'

/** A task: the circle completes it, the clock puts it off until tomorrow. */
export function TaskLine(props: {
  task: TaskRow
  isChosen?: boolean
  isFirst?: boolean
  /** Left out where the customer is known from the page. */
  withCustomer?: boolean
  withOwner?: boolean
  onComplete: () => void
  onSnooze: () => void
}) {
  const { f } = useI18n()
  const say = useWords(taskWords)
  const due = () => (props.task.dueAt ? f.dateTime(props.task.dueAt) : '')
  return (
    <div
      class="list-row task-row"
      classList={{ 'is-first': props.isFirst, 'is-chosen': props.isChosen }}
      data-task={props.task.id}
    >
      <button
        type="button"
        class="task-check"
        aria-label={say('complete', { title: props.task.title })}
        onClick={() => props.onComplete()}
      />
      <span class="row-text">
        <b class="prose">{props.task.title}</b>
        <span class="row row-wrap">
          <Show when={due()}>
            <span class="task-due" classList={{ 'is-bad': props.task.overdue }}>
              <Show when={props.task.overdue}>
                <Icon name="alert" />
                <span class="only-read">{say('overdue')}</span>
              </Show>
              {due()}
            </span>
          </Show>
          <Show when={props.withCustomer && props.task.customer}>
            {(customer) => <A href={`/customers/${customer().id}`}>{customer().name}</A>}
          </Show>
          <Show when={props.withOwner && props.task.owner}>{(owner) => <span>{owner().name}</span>}</Show>
        </span>
      </span>
      <Show when={props.task.priority === 'URGENT' || props.task.priority === 'HIGH'}>
        <Chip look={props.task.priority === 'URGENT' ? 'bad' : 'warning'} icon="bolt">
          {say(props.task.priority)}
        </Chip>
      </Show>
      <IconButton
        icon="clock"
        label={say('snooze', { title: props.task.title })}
        onClick={() => props.onSnooze()}
      />
    </div>
  )
}
