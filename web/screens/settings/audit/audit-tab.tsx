import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Answered, Empty } from '../../../components/states.tsx'
import { type AuditEvent, type AuditFilter, auditChoicesQuery } from '../../../data/audit.graphql.ts'
import { createAuditPages } from '../../../data/audit-pages.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { zoned } from '../../../i18n/zone.ts'
import { useSession } from '../../../session.tsx'
import { isWide } from '../../../wide.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditCards, AuditTable } from './audit-list.tsx'
import { auditWords } from './words.ts'

type Period = 'day' | 'week' | 'month' | 'all'
const dayMs = 24 * 3600_000

/** What happened in the business and who did it: narrowed, read line by line, taken out as a file. */
export function AuditTab() {
  const { f } = useI18n()
  const say = useWords(auditWords)
  const { viewer } = useSession()
  const choices = createQuery(auditChoicesQuery, () => ({}))
  const [module, setModule] = createSignal('')
  const [actor, setActor] = createSignal('')
  const [period, setPeriod] = createSignal<Period>('week')
  const [opened, setOpened] = createSignal<AuditEvent>()

  const from = () => {
    const now = Date.now()
    if (period() === 'all') return undefined
    if (period() === 'day')
      return new Date(
        now - zoned(new Date(now), viewer.tenant.timeZone).minute * 60_000 - (now % 60_000),
      ).toISOString()
    return new Date(now - (period() === 'week' ? 7 : 30) * dayMs).toISOString()
  }
  const filter = createMemo<AuditFilter>(() => ({
    ...(module() && { modules: [module()] }),
    ...(actor() === 'system' || actor() === 'api-key'
      ? { actorKind: actor() }
      : actor() && { actorId: actor() }),
    ...(from() && { from: from() }),
  }))
  const pages = createAuditPages(filter)
  const file = () => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(filter())) query.set(name, String(value))
    return `/audit/log.csv?${query}`
  }
  const modules = createMemo(() =>
    [...(choices.data()?.auditModules ?? [])].sort((one, other) =>
      f.compare(f.text(one.title), f.text(other.title)),
    ),
  )
  return (
    <div class="stack audit-page">
      <div class="audit-filters">
        <select
          class="input"
          aria-label={say('module')}
          value={module()}
          onChange={(event) => setModule(event.currentTarget.value)}
        >
          <option value="">{say('allModules')}</option>
          <For each={modules()}>{(one) => <option value={one.key}>{f.text(one.title)}</option>}</For>
        </select>
        <select
          class="input"
          aria-label={say('who')}
          value={actor()}
          onChange={(event) => setActor(event.currentTarget.value)}
        >
          <option value="">{say('everybody')}</option>
          <For each={choices.data()?.memberships.nodes}>
            {(member) => <option value={member.id}>{member.name}</option>}
          </For>
          <option value="api-key">{say('program')}</option>
          <option value="system">{say('system')}</option>
        </select>
        <Segmented
          label={say('period')}
          value={period()}
          options={(['day', 'week', 'month', 'all'] as const).map((value) => ({ value, label: say(value) }))}
          onPick={setPeriod}
        />
        <a class="button" href={file()} download="" rel="external">
          <Icon name="down" />
          {say('export')}
        </a>
      </div>
      <section class="card" aria-label={say('title')}>
        <Answered query={pages} rows={8}>
          {(events) => (
            <Show when={events.length > 0} fallback={<Empty icon="history">{say('empty')}</Empty>}>
              <Show when={isWide()} fallback={<AuditCards events={pages.data() ?? []} onOpen={setOpened} />}>
                <AuditTable events={pages.data() ?? []} onOpen={setOpened} />
              </Show>
            </Show>
          )}
        </Answered>
      </section>
      <Show when={pages.hasMore()}>
        <Button wide onClick={() => void pages.more()}>
          {say('more')}
        </Button>
      </Show>
      <p class="meta text-3">{say('kept')}</p>
      <Show when={opened()} keyed>
        {(event) => <AuditDetail event={event} onClose={() => setOpened(undefined)} />}
      </Show>
    </div>
  )
}
