import { For, Show } from 'solid-js'
import { Surface } from '../../../components/surface.tsx'
import type { AuditEvent } from '../../../data/audit.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useActorName, useSubjectName } from './audit-list.tsx'
import { auditWords } from './words.ts'

/** One line of the log with all that it says. */
export function AuditDetail(props: { event: AuditEvent; onClose: () => void }) {
  const { f } = useI18n()
  const say = useWords(auditWords)
  const nameOf = useActorName()
  const subjectOf = useSubjectName()
  const facts = () => Object.entries(props.event.payload ?? {})
  const lines = () =>
    [
      [say('when'), `${f.date(props.event.occurredAt, 'long')} ${f.time(props.event.occurredAt)}`],
      [say('who'), nameOf(props.event.actor)],
      [say('record'), subjectOf(props.event)],
      ['', props.event.subject?.id ?? ''],
      [say('module'), f.text(props.event.module?.title)],
      [say('event'), props.event.type],
      [say('request'), props.event.requestId ?? ''],
    ].filter(([, value]) => value)
  return (
    <Surface
      title={f.text(props.event.title)}
      subtitle={nameOf(props.event.actor)}
      onClose={props.onClose}
      full
    >
      <dl class="data-list">
        <For each={lines()}>
          {([label, value]) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
      <h3>{say('facts')}</h3>
      <Show when={facts().length > 0} fallback={<p class="small text-3">{say('noFacts')}</p>}>
        <dl class="data-list">
          <For each={facts()}>
            {([name, value]) => (
              <div>
                <dt>{name}</dt>
                <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
    </Surface>
  )
}
