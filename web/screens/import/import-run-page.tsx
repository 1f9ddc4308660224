import { A } from '@solidjs/router'
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { toast } from '../../components/toast.tsx'
import { mutate } from '../../data/client.ts'
import {
  type ImportRun,
  importProgress,
  importRunQuery,
  type LineOutcome,
  type RunVerb,
  runMutations,
} from '../../data/imports.graphql.ts'
import { liveSocket } from '../../data/live.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { ImportLines } from './import-lines.tsx'

const outcomes: { value: LineOutcome; icon: string; count: (run: ImportRun) => number }[] = [
  { value: 'CREATED', icon: 'plus', count: (run) => run.created },
  { value: 'MERGED', icon: 'merge', count: (run) => run.merged },
  { value: 'SKIPPED', icon: 'skip', count: (run) => run.skipped },
  { value: 'CONFLICT', icon: 'alert', count: (run) => run.conflicts },
  { value: 'REFUSED', icon: 'close', count: (run) => run.refused },
]

/** A run while it works and after: what became of every line, and the way back. */
export function ImportRunPage(props: { id: string }) {
  const { t, f } = useI18n()
  const query = createQuery(importRunQuery, () => ({ id: props.id }), { watch: ['ImportRun'] })
  const [told, setTold] = createSignal<ImportRun>()
  const [chosen, setChosen] = createSignal<LineOutcome>()
  const [asking, setAsking] = createSignal(false)
  const run = () => {
    const [asked, live] = [query.data()?.importRun ?? undefined, told()]
    return live && asked && live.version >= asked.version ? live : asked
  }
  const isRunning = () => ['RUNNING', 'UNDOING'].includes(run()?.status ?? '')

  createEffect(() => {
    const stop = liveSocket().subscribe<{ importProgress: ImportRun }>(
      { query: importProgress as unknown as string, variables: { id: props.id } },
      {
        next: ({ data }) => data && setTold(data.importProgress),
        error: () => {},
        complete: () => query.refetch(),
      },
    )
    onCleanup(stop)
  })
  createEffect((was: boolean | undefined) => {
    const running = isRunning()
    if (was && !running) query.refetch()
    return running
  })

  const act = async (verb: RunVerb) => {
    setAsking(false)
    const { data, error } = await mutate(runMutations[verb], { input: { id: props.id } })
    const problem = data?.[verb].userErrors[0]?.message ?? (error && t('error.other'))
    if (problem) toast(problem, { icon: 'alert' })
    else if (data?.[verb].importRun) setTold(data[verb].importRun ?? undefined)
  }
  return (
    <Answered query={query}>
      {() => (
        <Show when={run()} fallback={<Empty icon="file">{t('import.runMissing')}</Empty>}>
          {(found) => (
            <div class="stack import-page">
              <section class="card run-card">
                <div class="row-between">
                  <div class="grow">
                    <h2 class="cut">{found().fileName}</h2>
                    <p class="meta">{`${t(`run.${found().status}`)} · ${f.dateTime(found().startedAt)}`}</p>
                  </div>
                  <b class="run-count">
                    {f.number(found().doneLines)} / {f.number(found().totalLines)}
                  </b>
                </div>
                <Show when={found().error}>
                  {(reason) => (
                    <p class="notice is-bad">
                      <Icon name="alert" />
                      {f.text(reason())}
                    </p>
                  )}
                </Show>
                <Show when={found().status === 'UNDONE'}>
                  <p class="notice">
                    <Icon name="undo" />
                    {t('import.undoneNote', { n: f.number(found().undone), kept: f.number(found().kept) })}
                  </p>
                </Show>
                <span
                  class="progress"
                  role="progressbar"
                  aria-label={t('import.progress')}
                  aria-valuemin="0"
                  aria-valuemax={found().totalLines}
                  aria-valuenow={found().doneLines}
                >
                  <i style={{ width: `${(found().doneLines / Math.max(1, found().totalLines)) * 100}%` }} />
                </span>
                <div class="row row-wrap">
                  <Show when={found().status === 'RUNNING'}>
                    <Button icon="close" onClick={() => void act('cancelImport')}>
                      {t('import.cancel')}
                    </Button>
                  </Show>
                  <Show when={found().status === 'FAILED'}>
                    <Button look="soft" icon="play" onClick={() => void act('resumeImport')}>
                      {t('import.resume')}
                    </Button>
                  </Show>
                  <Show when={['DONE', 'FAILED', 'CANCELLED'].includes(found().status)}>
                    <Show
                      when={asking()}
                      fallback={
                        <Button icon="undo" look="danger" onClick={() => setAsking(true)}>
                          {t('import.undo')}
                        </Button>
                      }
                    >
                      <span class="small">
                        {t('import.undoSure', { n: f.number(found().created + found().merged) })}
                      </span>
                      <Button look="danger" icon="undo" onClick={() => void act('undoImport')}>
                        {t('import.undoYes')}
                      </Button>
                      <Button look="ghost" onClick={() => setAsking(false)}>
                        {t('close')}
                      </Button>
                    </Show>
                  </Show>
                  <A class="button is-ghost" href="/import">
                    <Icon name="left" />
                    {t('import.runs')}
                  </A>
                </div>
              </section>
              <fieldset class="outcomes" aria-label={t('filter')}>
                <For each={outcomes}>
                  {(outcome) => (
                    <button
                      type="button"
                      class="outcome"
                      aria-pressed={chosen() === outcome.value}
                      onClick={() => setChosen((was) => (was === outcome.value ? undefined : outcome.value))}
                    >
                      <span class="kpi-label">
                        <span>{t(`outcome.${outcome.value}`)}</span>
                        <Icon name={outcome.icon} />
                      </span>
                      <b>{f.number(outcome.count(found()))}</b>
                    </button>
                  )}
                </For>
              </fieldset>
              <Show when={!isRunning()} fallback={<p class="small text-2">{t('import.linesLater')}</p>}>
                <ImportLines runId={found().id} outcome={chosen()} />
              </Show>
            </div>
          )}
        </Show>
      )}
    </Answered>
  )
}
