import { For, Show } from 'solid-js'
import { Avatar } from '../../../components/avatar.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Icon } from '../../../components/icon.tsx'
import type { AuditEvent } from '../../../data/audit.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { auditWords } from './words.ts'

interface ListProps {
  events: readonly AuditEvent[]
  onOpen: (event: AuditEvent) => void
}

/** Who did it, as a name. */
export function useActorName(): (actor: AuditEvent['actor']) => string {
  const say = useWords(auditWords)
  return (actor) =>
    actor.name ??
    (actor.kind === 'system' ? say('system') : actor.kind === 'api-key' ? say('program') : say('somebody'))
}

/** What it was done to: its name where that is nobody's, else what kind of record it is. */
export function useSubjectName(): (event: AuditEvent) => string {
  const { f } = useI18n()
  return ({ subject }) => (subject ? [f.text(subject.title), subject.label].filter(Boolean).join(': ') : '')
}

function Actor(props: { actor: AuditEvent['actor'] }) {
  const nameOf = useActorName()
  return (
    <span class="row">
      <Show
        when={props.actor.kind === 'user'}
        fallback={
          <span class="avatar">
            <Icon name={props.actor.kind === 'system' ? 'settings' : 'bolt'} />
          </span>
        }
      >
        <Avatar name={nameOf(props.actor)} tone="slate" />
      </Show>
      <span class="cut">{nameOf(props.actor)}</span>
    </span>
  )
}

export function AuditTable(props: ListProps) {
  const { f } = useI18n()
  const say = useWords(auditWords)
  const subjectOf = useSubjectName()
  return (
    <div class="table-wrap">
      <table class="table audit-table">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('who')}</th>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('record')}</th>
            <th scope="col">{say('module')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.events}>
            {(event) => (
              <tr>
                <td>
                  <b>{f.date(event.occurredAt, 'short')}</b> {f.time(event.occurredAt)}
                </td>
                <td>
                  <Actor actor={event.actor} />
                </td>
                <td>
                  <button type="button" class="cell-link" onClick={() => props.onOpen(event)}>
                    {f.text(event.title)}
                  </button>
                </td>
                <td>{subjectOf(event)}</td>
                <td>
                  <Show when={event.module}>
                    {(module) => <Chip look="line">{f.text(module().title)}</Chip>}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

export function AuditCards(props: ListProps) {
  const { f } = useI18n()
  const nameOf = useActorName()
  return (
    <For each={props.events}>
      {(event) => (
        <button type="button" class="list-row" onClick={() => props.onOpen(event)}>
          <span class="row-time">
            {f.time(event.occurredAt)}
            <small>{f.date(event.occurredAt, 'short')}</small>
          </span>
          <span class="row-text">
            <b>{f.text(event.title)}</b>
            <span>{[nameOf(event.actor), f.text(event.module?.title)].filter(Boolean).join(' · ')}</span>
          </span>
          <Icon name="right" />
        </button>
      )}
    </For>
  )
}
