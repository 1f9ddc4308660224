import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Empty, Failure, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { discardJobMutation, type Job, type JobState, jobsQuery, retryJobMutation } from './system.graphql.ts'
import { systemWords } from './words.ts'

type View = 'FAILED' | 'QUEUED' | 'DONE'

const states: Record<View, JobState[]> = {
  FAILED: ['FAILED'],
  QUEUED: ['QUEUED', 'RUNNING'],
  DONE: ['DONE', 'DISCARDED'],
}
const nothing = { FAILED: 'noneFailed', QUEUED: 'noneQueued', DONE: 'noneDone' } as const

/** Work in the background: what failed first, with another try. */
export function JobsCard() {
  const w = useWords(systemWords)
  const [view, setView] = createSignal<View>('FAILED')
  const query = createQuery(jobsQuery, () => ({ states: states[view()], first: 30 }), {
    watch: ['BackgroundJob'],
    keepPrevious: true,
  })
  const jobs = () => query.data()?.backgroundJobs.nodes ?? []
  return (
    <section class="card" aria-label={w('jobs')}>
      <div class="card-head row-wrap">
        <h2>{w('jobs')}</h2>
        <Segmented
          label={w('show')}
          value={view()}
          options={(['FAILED', 'QUEUED', 'DONE'] as const).map((value) => ({ value, label: w(value) }))}
          onPick={setView}
        />
      </div>
      <p class="meta card-hint">{w('jobsHint')}</p>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={3} />}>
        <For
          each={jobs()}
          fallback={
            <Empty icon={view() === 'FAILED' ? 'check-double' : 'inbox'} inline>
              {w(nothing[view()])}
            </Empty>
          }
        >
          {(job) => <JobRow job={job} onChanged={query.refetch} />}
        </For>
      </Show>
    </section>
  )
}

function JobRow(props: { job: Job; onChanged: () => void }) {
  const w = useWords(systemWords)
  const { t, f } = useI18n()
  const isOpen = () => props.job.state === 'FAILED'
  const when = () => new Date(props.job.finishedAt ?? props.job.dueAt)
  const act = async (name: 'retryJob' | 'discardJob') => {
    const input = { id: props.job.id }
    const done =
      name === 'retryJob'
        ? outcome(await mutate(retryJobMutation, { input }), name)
        : outcome(await mutate(discardJobMutation, { input }), name)
    if (done.is === 'done') toast(w(name === 'retryJob' ? 'retried' : 'discarded'))
    else toast(done.is === 'refused' ? (done.errors[0]?.message ?? '') : t('error.other'), { icon: 'alert' })
    props.onChanged()
  }
  return (
    <div class="list-row">
      <span class="icon-lead" classList={{ 'is-warning': isOpen() }}>
        <Icon name={isOpen() ? 'alert' : props.job.state === 'DONE' ? 'check' : 'hourglass'} />
      </span>
      <span class="row-text">
        <b>{f.text(props.job.title)}</b>
        <span>
          {f.date(when(), 'short')} {f.time(when())} · {w('tries', { n: f.number(props.job.attempts) })}
          <Show when={props.job.errorCode}> · {props.job.error ?? props.job.errorCode}</Show>
        </span>
      </span>
      <Show when={isOpen()}>
        <span class="row-actions">
          <Button look="ghost" onClick={() => void act('discardJob')}>
            {w('discard')}
          </Button>
          <Button look="soft" icon="sync" onClick={() => void act('retryJob')}>
            {w('again')}
          </Button>
        </span>
      </Show>
    </div>
  )
}
